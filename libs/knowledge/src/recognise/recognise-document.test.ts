import { describe, expect, it } from 'vitest';
import type { ExtractedDocument } from '../extract/extracted-document.ts';
import { recogniseDocument, recognisePages } from './recognise-document.ts';

function paper(...pages: string[]): ExtractedDocument {
  return { format: 'pdf', pages: pages.map((text, index) => ({ number: index + 1, text })) };
}

const commission = `UNITED STATES
SECURITIES AND EXCHANGE COMMISSION
Washington, D.C. 20549`;

const yearly = `${commission}
FORM 10-K
(Mark One)
☒ ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934
For the fiscal year ended December 31, 2021
Commission file number 1-2345

HARBOUR LIGHT INDUSTRIES, INC.
(Exact name of registrant as specified in its charter)
Ohio  12-3456789
Title of each class  Trading Symbol(s)  Name of each exchange on which registered
Common Stock, par value $0.01 per share  HLI  New York Stock Exchange`;

describe('what a document is', () => {
  it('is read from the cover of an annual filing', () => {
    expect(recogniseDocument(paper(yearly), 'x.pdf')).toMatchObject({
      company: 'HARBOUR LIGHT INDUSTRIES, INC.',
      tickers: ['HLI'],
      form: '10-K',
      period: { year: 2021, end: '2021-12-31' },
      title: 'HARBOUR LIGHT INDUSTRIES 10-K 2021',
    });
  });

  it('is read from the cover that follows a letter to shareholders', () => {
    const facts = recogniseDocument(
      paper('Dear shareholders,\nWhat a year for Other Corp.!', 'A picture', yearly),
      'x',
    );
    expect(facts).toMatchObject({ company: 'HARBOUR LIGHT INDUSTRIES, INC.', form: '10-K' });
  });

  it('knows a name that stands where no charter line does', () => {
    const cover = `${commission}
FORM 10-K
For the Fiscal Year Ended June 30, 2020
Commission File Number 001-37845
QUARRY SOFTWARE CORPORATION
WASHINGTON  91-1144442`;
    expect(recogniseDocument(paper(cover), 'x')).toMatchObject({
      company: 'QUARRY SOFTWARE CORPORATION',
      period: { year: 2020 },
    });
  });

  it.each([
    [
      'its own year',
      'fiscal 2023 was strong. In fiscal 2023 and fiscal 2022 we opened stores. Fiscal 2024 will be better.',
      2023,
      2022,
    ],
    [
      'the year before',
      'In fiscal 2022 sales rose. Fiscal 2022 and fiscal 2021 had 52 weeks; fiscal 2022 margins. We expect more in fiscal 2023.',
      2022,
      2023,
    ],
  ])('numbers a year that ends in January as the company does: %s', (_, body, year, alternativeYear) => {
    const cover = yearly.replace('December 31, 2021', 'January 28, 2023');
    expect(recogniseDocument(paper(cover, body), 'x').period).toEqual({
      year,
      alternativeYear,
      end: '2023-01-28',
    });
  });

  it('takes a year that ends on the first days of January for the one before', () => {
    const cover = yearly.replace('December 31, 2021', 'January 2, 2022');
    expect(recogniseDocument(paper(cover), 'x').period).toEqual({ year: 2021, end: '2022-01-02' });
  });

  it.each([
    [
      'July 29, 2023',
      'for the three and six months ended July 29, 2023. Six months ended. six months ended. In fiscal 2024',
      { year: 2024, alternativeYear: 2023, quarter: 2, end: '2023-07-29' },
    ],
    [
      'September 30, 2022',
      'nine months ended September 30, 2022; nine months ended; nine months ended',
      { year: 2022, quarter: 3, end: '2022-09-30' },
    ],
    [
      'March 31, 2023',
      'three months ended March 31, 2023. The first quarter was good.',
      { year: 2023, quarter: 1, end: '2023-03-31' },
    ],
  ])('knows the quarter that ended on %s', (end, body, period) => {
    const cover = `${commission}\nFORM 10-Q\nQUARTERLY REPORT PURSUANT TO SECTION 13\nFor the quarterly period ended ${end}\nTide Stores, Inc.\n(Exact name of registrant as specified in its charter)`;
    expect(recogniseDocument(paper(cover, body), 'x')).toMatchObject({
      form: '10-Q',
      company: 'Tide Stores, Inc.',
      period,
    });
  });

  it('dates a current report by its event, and one with results by their quarter', () => {
    const cover = `${commission}\nFORM 8-K\nCURRENT REPORT\nDate of Report (Date of earliest event reported): May 26, 2023\nTide Stores, Inc.\n(Exact name of registrant as specified in its charter)`;
    expect(recogniseDocument(paper(cover), 'x')).toMatchObject({
      form: '8-K',
      period: { year: 2023, end: '2023-05-26' },
    });
    const results =
      'Item 2.02 Results of Operations and Financial Condition\nTide reports first quarter 2023 results';
    expect(recogniseDocument(paper(cover, results), 'x').period).toEqual({
      year: 2023,
      quarter: 1,
      end: '2023-05-26',
    });
  });

  it('knows an earnings release by its words, its company by its listing', () => {
    const release = `Tide Reports Second-Quarter 2023 Results
PORTLAND, August 1, 2023 – Tide Stores, Inc. (NYSE: TDE) reported financial results for the second quarter of 2023.`;
    expect(recogniseDocument(paper(release), 'x')).toMatchObject({
      company: 'Tide Stores, Inc.',
      tickers: ['TDE'],
      form: 'earnings-release',
      period: { year: 2023, quarter: 2 },
    });
  });

  it('keeps names that the document defines for its company, and the name it had before', () => {
    const body =
      'Harbour Light Industries, Inc. (“Harbour Light”, the “Company”), formerly known as Beacon Works, Inc., makes lamps.';
    expect(recogniseDocument(paper(yearly, body), 'x').aliases).toEqual(['Harbour Light', 'Beacon Works']);
  });

  it('says nothing that a document does not say', () => {
    expect(recogniseDocument(paper('minutes of our meeting\nnothing was decided'), 'minutes.txt')).toEqual({
      aliases: [],
      tickers: [],
      form: 'other',
      title: 'minutes of our meeting',
    });
  });
});

describe('what a page is', () => {
  const balance = `CONSOLIDATED BALANCE SHEETS
(In millions)
December 31,  2021  2020
Cash and cash equivalents  $100  $90
Accounts receivable, net  50  40
Total current assets  200  180
Goodwill  30  30
Total assets  $500  $470
Accounts payable  80  70
Total current liabilities  120  110
Total liabilities  300  290
Retained earnings  150  130
Total shareholders’ equity  200  180`;
  const cash = `STATEMENTS OF CONSOLIDATED CASH FLOWS
Depreciation and amortization  10  9
Net cash provided by operating activities  60  50
Purchases of property and equipment  (20)  (18)
Net cash used in investing activities  (25)  (20)
Dividends paid  (5)  (5)
Net cash used in financing activities  (15)  (10)
Net increase in cash and cash equivalents  20  20
Cash and cash equivalents at end of year  $100  $80`;
  const income = `Consolidated Statements of Earnings
Revenue  $900  $800
Cost of sales  600  550
Selling, general and administrative  100  90
Operating income  200  160
Interest expense  10  9
Earnings before income taxes  190  151
Income tax expense  40  31
Net earnings  $150  $120
Basic earnings per share  $1.50  $1.20`;
  const contents = `Index to Financial Statements
Consolidated Balance Sheets  55
Consolidated Statements of Earnings  56
Consolidated Statements of Cash Flows  57
Notes to Consolidated Financial Statements  58
Report of Independent Auditors  54
Signatures  90`;
  const prose = 'Our balance sheets are strong. Total assets grew to $500 million from $470 million.';

  it('shows its statement, and a list of statements shows none', () => {
    const pages = recognisePages(paper(balance, cash, income, contents, prose));
    expect(pages.map(({ statements }) => statements)).toEqual([
      ['balance'],
      ['cash-flow'],
      ['income'],
      [],
      [],
    ]);
  });

  it('belongs to the item that was opened last', () => {
    const pages = recognisePages(
      paper(
        'Item 1A. Risk Factors\nMuch may go wrong.',
        'More may.',
        'Item 7. Management’s Discussion\nSales rose.',
      ),
    );
    expect(pages.map(({ section }) => section)).toEqual([
      'Item 1A. Risk Factors',
      'Item 1A. Risk Factors',
      'Item 7. Management’s Discussion',
    ]);
  });
});
