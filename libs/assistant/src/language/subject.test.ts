import { expect, it } from 'vitest';
import { isNameOf } from './company-aliases.ts';
import { readSubjects } from './subject.ts';

const read = (text: string): string[] =>
  readSubjects(text).map((subject) => (subject.kind === 'symbol' ? subject.symbol : `“${subject.name}”`));

it.each([
  ["What's AAPL's price?", ['AAPL']],
  ['what is the price of apple and microsoft', ['“apple”', '“microsoft”']],
  ['Compare MSFT, NVDA and $tsla', ['MSFT', 'NVDA', 'TSLA']],
  ['How is Berkshire Hathaway doing?', ['“Berkshire Hathaway”']],
  ['price of BRK.B vs BRK-A', ['BRK.B', 'BRK-A']],
  ['Bank of America share price', ['“Bank of America”']],
  ['shares of Johnson & Johnson', ['“Johnson & Johnson”']],
  ['AT&T and Best Buy', ['“AT&T”', '“Best Buy”']],
  ['quote for the S&P 500', ['^GSPC']],
  ['^GSPC and EURUSD=X', ['^GSPC', 'EURUSD=X']],
  ['Is AAPL up today? And AAPL yesterday?', ['AAPL']],
  ['WHAT IS THE PRICE OF AAPL', ['“AAPL”']],
  ["McDonald's price", ['“McDonald”']],
  ['google vs facebook', ['“Alphabet”', '“Meta Platforms”']],
  ['the CEO of the SEC in USD', []],
  ['What is it worth now?', []],
])('reads who “%s” is about', (text, subjects) => {
  expect(read(text)).toEqual(subjects);
});

it.each([
  ['Apple Inc.', 'apple', true],
  ['The Coca-Cola Company', 'coca cola', true],
  ['Johnson & Johnson', 'johnson', true],
  ['Bank of America Corporation', 'Bank of America', true],
  ['Apple Hospitality REIT', 'apple bank', false],
  ['Applied Materials, Inc.', 'ap', false],
  ['Nestlé S.A.', 'nestle', true],
  ['Apple Inc.', '…', false],
])('knows whether %s is meant by “%s”', (listed, written, meant) => {
  expect(isNameOf(listed, written)).toBe(meant);
});
