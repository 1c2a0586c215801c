/** A page of a sample filing: lines of text, and rows whose cells after the first are columns of figures. */
export type SampleLine = string | readonly [label: string, ...figures: string[]];

/** What the sample filings are written from. All companies and figures are invented. */
export interface SampleCompany {
  name: string;
  short: string;
  ticker: string;
  business: string[];
  risks: string[];
  segments: readonly [string, string];
  legal: string[];
  acquisition: string;
}

/** A year's figures, in millions; the year before's stand beside them. */
export interface SampleYear {
  year: number;
  revenue: number;
  cost: number;
  selling: number;
  interest: number;
  tax: number;
  cash: number;
  receivables: number;
  inventories: number;
  fixedAssets: number;
  goodwill: number;
  payables: number;
  debt: number;
  depreciation: number;
  capex: number;
  dividends: number;
  /** The first segment's share of revenue. */
  share: number;
}

/** The pages of an annual report on Form 10-K, made of a company and two years of figures. */
export function annualFiling(company: SampleCompany, own: SampleYear, before: SampleYear): SampleLine[][] {
  const both = (figure: (year: SampleYear) => number): [string, string] => [
    money(figure(own)),
    money(figure(before)),
  ];
  const years: SampleLine = ['(In millions)', String(own.year), String(before.year)];
  return [
    [
      'UNITED STATES',
      'SECURITIES AND EXCHANGE COMMISSION',
      'Washington, D.C. 20549',
      'FORM 10-K',
      'ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934',
      `For the fiscal year ended December 31, ${own.year}`,
      'Commission file number 0-00000',
      company.name,
      '(Exact name of registrant as specified in its charter)',
      'Securities registered pursuant to Section 12(b) of the Act:',
      `Common Stock   ${company.ticker}   New York Stock Exchange`,
    ],
    [
      'Table of Contents',
      'Item 1. Business 3',
      'Item 1A. Risk Factors 4',
      'Item 3. Legal Proceedings 5',
      "Item 7. Management's Discussion and Analysis 6",
      'Consolidated Statements of Income 7',
      'Consolidated Balance Sheets 8',
      'Consolidated Statements of Cash Flows 9',
      'Notes to Consolidated Financial Statements 10',
    ],
    ['Item 1. Business', ...company.business],
    ['Item 1A. Risk Factors', ...company.risks],
    ['Item 3. Legal Proceedings', ...company.legal],
    [
      "Item 7. Management's Discussion and Analysis of Financial Condition and Results of Operations",
      `Revenue of ${company.short} was ${money(own.revenue)} million in ${own.year}, compared with ${money(before.revenue)} million in ${before.year}.`,
      `Operating margin moved mainly because selling, general and administrative expenses were ${money(own.selling)} million.`,
      'We believe that our cash and our credit facility are enough for the coming year.',
    ],
    [
      'Consolidated Statements of Income',
      years,
      ['Revenue', ...both(({ revenue }) => revenue)],
      ['Cost of sales', ...both(({ cost }) => cost)],
      ['Gross profit', ...both(({ revenue, cost }) => revenue - cost)],
      ['Selling, general and administrative', ...both(({ selling }) => selling)],
      ['Operating income', ...both(operatingIncome)],
      ['Interest expense', ...both(({ interest }) => interest)],
      ['Income before income taxes', ...both((year) => operatingIncome(year) - year.interest)],
      ['Provision for income taxes', ...both(({ tax }) => tax)],
      ['Net income', ...both(netIncome)],
      ['Diluted earnings per share', ...both((year) => netIncome(year) / 100)],
    ],
    [
      'Consolidated Balance Sheets',
      years,
      ['Cash and cash equivalents', ...both(({ cash }) => cash)],
      ['Accounts receivable, net', ...both(({ receivables }) => receivables)],
      ['Inventories', ...both(({ inventories }) => inventories)],
      ['Total current assets', ...both(currentAssets)],
      ['Property, plant and equipment, net', ...both(({ fixedAssets }) => fixedAssets)],
      ['Goodwill', ...both(({ goodwill }) => goodwill)],
      ['Total assets', ...both(totalAssets)],
      ['Accounts payable', ...both(({ payables }) => payables)],
      ['Total current liabilities', ...both(({ payables }) => payables + 60)],
      ['Long-term debt', ...both(({ debt }) => debt)],
      ['Total liabilities', ...both(({ payables, debt }) => payables + debt + 60)],
      ['Retained earnings', ...both((year) => totalAssets(year) - year.payables - year.debt - 160)],
      ["Total shareholders' equity", ...both((year) => totalAssets(year) - year.payables - year.debt - 60)],
    ],
    [
      'Consolidated Statements of Cash Flows',
      years,
      ['Net income', ...both(netIncome)],
      ['Depreciation and amortization', ...both(({ depreciation }) => depreciation)],
      ['Net cash provided by operating activities', ...both((year) => netIncome(year) + year.depreciation)],
      ['Purchases of property, plant and equipment', ...both(({ capex }) => -capex)],
      ['Net cash used in investing activities', ...both(({ capex }) => -capex)],
      ['Dividends paid', ...both(({ dividends }) => -dividends)],
      ['Net cash used in financing activities', ...both(({ dividends }) => -dividends)],
      ['Net increase in cash and cash equivalents', ...both(({ cash }) => cash / 10)],
      ['Cash and cash equivalents at end of year', ...both(({ cash }) => cash)],
    ],
    [
      'Notes to Consolidated Financial Statements',
      'Note 1. Segment Information',
      years,
      [company.segments[0], ...both(({ revenue, share }) => revenue * share)],
      [company.segments[1], ...both(({ revenue, share }) => revenue * (1 - share))],
      ['Total revenue', ...both(({ revenue }) => revenue)],
      'Note 2. Acquisitions',
      company.acquisition,
    ],
  ];
}

/** The pages of a current report on Form 8-K. */
export function currentReport(company: SampleCompany, day: string, event: string[]): SampleLine[][] {
  return [
    [
      'UNITED STATES',
      'SECURITIES AND EXCHANGE COMMISSION',
      'FORM 8-K',
      'CURRENT REPORT',
      `Date of Report (Date of earliest event reported): ${day}`,
      company.name,
      '(Exact name of registrant as specified in its charter)',
    ],
    event,
  ];
}

function operatingIncome({ revenue, cost, selling }: SampleYear): number {
  return revenue - cost - selling;
}

function netIncome(year: SampleYear): number {
  return operatingIncome(year) - year.interest - year.tax;
}

function currentAssets({ cash, receivables, inventories }: SampleYear): number {
  return cash + receivables + inventories;
}

function totalAssets(year: SampleYear): number {
  return currentAssets(year) + year.fixedAssets + year.goodwill;
}

function money(value: number): string {
  const text = Math.abs(value).toLocaleString('en-US', { maximumFractionDigits: 2 });
  return value < 0 ? `(${text})` : text;
}
