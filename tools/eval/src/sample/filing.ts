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
      'Item 2. Properties 5',
      'Item 3. Legal Proceedings 6',
      "Item 5. Market for Registrant's Common Equity 7",
      'Item 6. Selected Financial Data 8',
      "Item 7. Management's Discussion and Analysis 9",
      'Item 9A. Controls and Procedures 12',
      'Consolidated Statements of Income 13',
      'Consolidated Balance Sheets 14',
      'Consolidated Statements of Cash Flows 15',
      'Notes to Consolidated Financial Statements 16',
      'Exhibit Index 19',
    ],
    ['Item 1. Business', ...company.business],
    ['Item 1A. Risk Factors', ...company.risks],
    [
      'Item 2. Properties',
      'We own our principal plants and offices and lease the remainder under operating leases.',
      'We believe that our property and equipment are in good condition and enough for our business.',
    ],
    ['Item 3. Legal Proceedings', ...company.legal],
    [
      "Item 5. Market for Registrant's Common Equity, Related Stockholder Matters and Purchases of Equity Securities",
      `Our common stock is listed on the New York Stock Exchange under the symbol ${company.ticker}.`,
      'We have paid a dividend in each quarter since our listing, and expect to go on paying dividends.',
      'We made no purchases of our equity securities during the fourth quarter.',
    ],
    [
      'Item 6. Selected Financial Data',
      years,
      ['Revenue', ...both(({ revenue }) => revenue)],
      ['Net income', ...both(netIncome)],
      ['Diluted earnings per share', ...both((year) => netIncome(year) / 100)],
      ['Dividends declared per share', ...both(({ dividends }) => dividends / 100)],
      ['Long-term debt', ...both(({ debt }) => debt)],
      'The selected data should be read with our consolidated balance sheets, our statements of income and our statements of cash flows.',
    ],
    [
      "Item 7. Management's Discussion and Analysis of Financial Condition and Results of Operations",
      `Revenue of ${company.short} was ${money(own.revenue)} million in ${own.year}, compared with ${money(before.revenue)} million in ${before.year}.`,
      `Operating margin moved mainly because selling, general and administrative expenses were ${money(own.selling)} million.`,
      'We believe that our cash and our credit facility are enough for the coming year.',
    ],
    [
      'Liquidity and Capital Resources',
      'Our principal sources of liquidity are cash provided by operating activities and our credit facility.',
      'Capital expenditures went mainly into tools and information systems; we expect about as much capex in the coming year.',
      'Accounts payable, inventories and receivables moved with the volume of business, and so did our current assets.',
      'Our quick ratio and our debt are within the covenants of the credit facility. Dividends are decided by the board.',
    ],
    [
      'Non-GAAP Financial Measures',
      years,
      ['Operating income as reported', ...both(operatingIncome)],
      ['Restructuring charges', ...both(({ selling }) => selling / 20)],
      ['Adjusted operating income', ...both((year) => operatingIncome(year) + year.selling / 20)],
      'Adjusted operating margin is adjusted operating income as a share of revenue. It is no measure of accounting principles.',
    ],
    [
      'Item 9A. Controls and Procedures',
      'Our chief executive officer and our chief financial officer concluded that our disclosure controls are effective.',
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
    [
      'Notes to Consolidated Financial Statements',
      'Note 3. Inventories',
      'Inventories are stated at the lower of cost and net realizable value; cost of sales includes freight and warehousing.',
      'Note 4. Property, Plant and Equipment',
      'Property, plant and equipment are stated at cost and depreciated over five to forty years.',
      years,
      ['Land and buildings', ...both(({ fixedAssets }) => fixedAssets * 0.7)],
      ['Machinery and equipment', ...both(({ fixedAssets }) => fixedAssets * 0.9)],
      ['Accumulated depreciation', ...both(({ fixedAssets }) => fixedAssets * -0.6)],
      'Note 5. Goodwill',
      'Goodwill is tested for impairment each year. We recognized no impairment.',
    ],
    [
      'Quarterly Results of Operations (Unaudited)',
      ['(In millions)', 'Third quarter', 'Fourth quarter'],
      ['Revenue', money(own.revenue * 0.26), money(own.revenue * 0.29)],
      ['Gross profit', money((own.revenue - own.cost) * 0.25), money((own.revenue - own.cost) * 0.3)],
      ['Net income', money(netIncome(own) * 0.24), money(netIncome(own) * 0.31)],
    ],
    [
      'Exhibit Index',
      '3.1 Certificate of Incorporation',
      '4.1 Description of Securities',
      '10.1 Credit Agreement',
      '21.1 Subsidiaries of the Registrant',
      '31.1 Certification of the Chief Executive Officer',
      '101 Consolidated Statements of Income, Balance Sheets and Statements of Cash Flows in Inline XBRL',
    ],
    [
      'Signatures',
      `Pursuant to the requirements of Section 13 or 15(d), ${company.name} has duly caused this report to be signed.`,
      'Chief Executive Officer and Director',
      'Chief Financial Officer',
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
