import { extractDocument, recogniseDocument, recognisePages } from '@marketscope/knowledge';
import { expect, it } from 'vitest';
import { filingPdf, filingText } from './filing-document.ts';
import { madeFilings } from './made-filings.ts';

const filings = () => [...madeFilings({ companies: 3, years: [2024, 2025], pages: 12 })];

it('makes the same filings each time, of as many pages as were asked for', () => {
  expect(filings()).toEqual(filings());
  expect(filings().map(({ pages }) => pages.length)).toEqual([12, 12, 12, 12, 12, 12]);
  expect(new Set(filings().map(({ company }) => company.name)).size).toBe(3);
});

it('makes filings that are read as what they are', () => {
  for (const filing of filings()) {
    const text = filingText(filing);
    expect(recogniseDocument(text, 'filing.pdf')).toMatchObject({
      company: filing.company.name,
      tickers: [filing.company.ticker],
      form: '10-K',
      period: { year: filing.year },
    });
    const shown = new Set(recognisePages(text).flatMap(({ statements }) => statements));
    expect([...shown]).toEqual(expect.arrayContaining(['income', 'balance', 'cash-flow']));
  }
});

it('makes PDFs that hold the same words', async () => {
  const [filing] = filings();
  if (!filing) throw new Error('there is no filing');
  const { pages } = await extractDocument({ bytes: await filingPdf(filing), name: 'filing.pdf' });
  const words = (text: string) => text.match(/[\p{L}\d,]+/gu);
  expect(pages.map(({ text }) => words(text))).toEqual(
    filingText(filing).pages.map(({ text }) => words(text)),
  );
});
