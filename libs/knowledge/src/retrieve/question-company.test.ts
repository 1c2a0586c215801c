import { describe, expect, it } from 'vitest';
import { editDistance, questionCompanies } from './question-company.ts';

const known = [
  { key: 'jj', names: ['JOHNSON & JOHNSON'], tickers: ['JNJ'] },
  { key: 'jpm', names: ['JPMorgan Chase & Co.'], tickers: ['JPM'] },
  { key: 'axp', names: ['AMERICAN EXPRESS COMPANY'], tickers: ['AXP'] },
  { key: 'awk', names: ['American Water Works Company, Inc.'], tickers: ['AWK'] },
  { key: 'amd', names: ['ADVANCED MICRO DEVICES, INC.'], tickers: ['AMD'] },
  { key: 'pep', names: ['PepsiCo, Inc.'], tickers: ['PEP'] },
  { key: 'ko', names: ['COCA COLA CO'], tickers: ['KO'] },
  { key: 'sq', names: ['Block, Inc.', 'Square'], tickers: ['SQ'] },
  { key: 'ulta', names: ['ULTA BEAUTY, INC.'], tickers: ['ULTA'] },
  { key: 'khc', names: ['The Kraft Heinz Company'], tickers: ['KHC'] },
  { key: 'gis', names: ['GENERAL MILLS, INC.'], tickers: ['GIS'] },
  { key: 'pypl', names: ['PayPal Holdings, Inc.'], tickers: ['PYPL'] },
  { key: 'aes', names: ['THE AES CORPORATION'], tickers: ['AES'] },
  { key: 'amcor', names: ['Amcor plc'], tickers: ['AMCR'] },
  { key: 'fl', names: ['Foot Locker, Inc.'], tickers: ['FL'] },
  { key: 'lmt', names: ['Lockheed Martin Corporation'], tickers: ['LMT'] },
  { key: 'tgt', names: ['Target Corporation'], tickers: ['TGT'] },
];

function best(question: string): string | undefined {
  return [...questionCompanies(question, known)].toSorted((a, b) => b[1] - a[1])[0]?.[0];
}

describe('the company that a question is about', () => {
  it.each([
    ["What is Johnson & Johnson's FY2022 gross margin?", 'jj'],
    ['Did JnJ spin off its consumer business?', 'jj'],
    ['What did J&J pay in dividends?', 'jj'],
    ['What is the tangible book value of JPM?', 'jpm'],
    ["Which of JPMorgan's segments earned most in 2021?", 'jpm'],
    ['Which segments does Amex report?', 'axp'],
    ['Does American Express have an improving margin?', 'axp'],
    ['How much did American Water Works borrow?', 'awk'],
    ['What is AMD’s quick ratio for FY22?', 'amd'],
    ['Did advanced micro devices grow?', 'amd'],
    ['Did Pepsi raise its guidance?', 'pep'],
    ["What is Coca-Cola's FY2017 return on assets?", 'ko'],
    ['How much revenue did Square make in 2020?', 'sq'],
    ["What is Block's FY2022 cash flow?", 'sq'],
    ['What drove the inventories of Ulta in FY2023?', 'ulta'],
    ['Did kraft heinz impair goodwill?', 'khc'],
    ['What is the FY2020 dividend of General Mills?', 'gis'],
    ['Is Pay Pal profitable?', 'pypl'],
    ['What is the inventory turnover of AES Corporation?', 'aes'],
    ['What is AMCOR’s industry?', 'amcor'],
    ['Who is the new CEO of FootLocker?', 'fl'],
  ])('%s', (question, company) => {
    expect(best(question)).toBe(company);
  });

  it.each([
    ['What did Lockeed Martin earn?', 'lmt'],
    ['What did Lockheed Matrin earn?', 'lmt'],
    ['How did Amercan Express do?', 'axp'],
  ])('is found though misspelt: %s', (question, company) => {
    expect(best(question)).toBe(company);
  });

  it('is none where words only look like names', () => {
    expect(best('What is the target price for the block of shares in general?')).toBeUndefined();
    expect(best('Was there any drop in cash between FY2023 and Q2 of FY2024?')).toBeUndefined();
  });
});

describe('editDistance', () => {
  it('counts a swap as one mistake', () => {
    expect(editDistance('martin', 'matrin')).toBe(1);
    expect(editDistance('boeing', 'boing')).toBe(1);
    expect(editDistance('', 'abc')).toBe(3);
  });
});
