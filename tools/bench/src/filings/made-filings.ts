import { oneOf, randomNumbers } from '../random.ts';
import { frequentWord, madeWord } from './made-words.ts';

/** A company that doesn't exist. */
export interface MadeCompany {
  name: string;
  /** Without its legal form, as people call it. */
  short: string;
  ticker: string;
}

/** A row of figures, or a line of text. */
export type MadeLine = string | readonly [label: string, ...figures: string[]];

/** An annual report that nobody filed. */
export interface MadeFiling {
  company: MadeCompany;
  year: number;
  pages: MadeLine[][];
}

const legalForms = ['Inc.', 'Corporation', 'Company', 'Holdings, Inc.', 'Group plc'];
const items = [
  'Item 1. Business',
  'Item 1A. Risk Factors',
  'Item 2. Properties',
  'Item 3. Legal Proceedings',
  'Item 7. Management’s Discussion and Analysis',
  'Item 7A. Market Risk',
  'Item 9A. Controls and Procedures',
] as const;

/** What is told of in notes, each with the lines of its table. */
const notes = [
  ['Revenue by Segment', 'Domestic', 'International', 'Services', 'Total revenue'],
  ['Inventories', 'Raw materials', 'Work in process', 'Finished goods', 'Total inventories'],
  [
    'Goodwill and Intangible Assets',
    'Balance at beginning of year',
    'Acquisitions',
    'Balance at end of year',
  ],
  ['Long-Term Debt', 'Notes due 2029', 'Notes due 2034', 'Commercial paper', 'Total long-term debt'],
  ['Income Taxes', 'Current provision', 'Deferred provision', 'Provision for income taxes'],
  ['Pension and Postretirement Benefits', 'Service cost', 'Interest cost', 'Expected return on plan assets'],
  ['Leases', 'Operating lease cost', 'Short-term lease cost', 'Total lease liabilities'],
  ['Stock-Based Compensation', 'Restricted stock units', 'Performance shares', 'Stock options'],
] as const;

const statements = [
  [
    'Consolidated Statements of Income',
    'Net sales',
    'Cost of sales',
    'Gross profit',
    'Selling, general and administrative expenses',
    'Research and development',
    'Operating income',
    'Interest expense',
    'Income before income taxes',
    'Provision for income taxes',
    'Net income',
    'Diluted earnings per share',
  ],
  [
    'Consolidated Balance Sheets',
    'Cash and cash equivalents',
    'Accounts receivable, net',
    'Inventories',
    'Total current assets',
    'Property, plant and equipment, net',
    'Goodwill',
    'Total assets',
    'Accounts payable',
    'Total current liabilities',
    'Long-term debt',
    'Total liabilities',
    'Retained earnings',
    'Total shareholders’ equity',
  ],
  [
    'Consolidated Statements of Cash Flows',
    'Net income',
    'Depreciation and amortization',
    'Net cash provided by operating activities',
    'Purchases of property, plant and equipment',
    'Acquisitions, net of cash acquired',
    'Net cash used in investing activities',
    'Dividends paid',
    'Repurchases of common stock',
    'Net cash used in financing activities',
    'Net increase in cash and cash equivalents',
    'Cash and cash equivalents at end of year',
  ],
] as const;

const statementsFrom = 0.55;
const linesPerPage = 36;
const lineLength = 92;

/** Companies of made-up names, the same ones each time, each with reports of so many years and pages. */
export function* madeFilings({
  companies,
  years,
  pages,
}: {
  companies: number;
  years: readonly number[];
  pages: number;
}): Generator<MadeFiling> {
  for (let number = 1; number <= companies; number += 1) {
    const random = randomNumbers(number);
    const company = madeCompany(random);
    for (const year of years) yield { company, year, pages: filingPages(company, year, pages, random) };
  }
}

function madeCompany(random: () => number): MadeCompany {
  const short = `${capitalised(madeWord(random))} ${capitalised(madeWord(random))}`;
  const letters = short.replace(/[^a-z]/gi, '').toUpperCase();
  const ticker = Array.from({ length: 4 }, () => oneOf([...letters], random)).join('');
  return { name: `${short} ${oneOf(legalForms, random)}`, short, ticker };
}

function filingPages(company: MadeCompany, year: number, count: number, random: () => number): MadeLine[][] {
  const pages = [cover(company, year)];
  const firstStatement = Math.floor(count * statementsFrom);
  while (pages.length < count) {
    const at = pages.length;
    const statement = statements[at - firstStatement];
    if (statement) pages.push(figures(statement, year, random));
    else if (at > firstStatement) pages.push(notePage(at - firstStatement - 2, year, random));
    else pages.push(prosePage(items[Math.floor((at / firstStatement) * items.length)] ?? items[0], random));
  }
  return pages;
}

function cover({ name, ticker }: MadeCompany, year: number): MadeLine[] {
  return [
    'UNITED STATES',
    'SECURITIES AND EXCHANGE COMMISSION',
    'Washington, D.C. 20549',
    'FORM 10-K',
    'ANNUAL REPORT PURSUANT TO SECTION 13 OR 15(d) OF THE SECURITIES EXCHANGE ACT OF 1934',
    `For the fiscal year ended December 31, ${year}`,
    'Commission file number 0-00000',
    name,
    '(Exact name of registrant as specified in its charter)',
    'Securities registered pursuant to Section 12(b) of the Act:',
    `Common Stock ${ticker} New York Stock Exchange`,
  ];
}

function figures(
  [title, ...labels]: readonly [string, ...string[]],
  year: number,
  random: () => number,
): MadeLine[] {
  const money = () => Math.round(1_000 + 90_000 * random()).toLocaleString('en-US');
  return [
    title,
    ['(In millions)', String(year), String(year - 1), String(year - 2)],
    ...labels.map((label): MadeLine => [label, money(), money(), money()]),
  ];
}

function notePage(number: number, year: number, random: () => number): MadeLine[] {
  const [title, ...labels] = oneOf(notes, random);
  return [
    'Notes to Consolidated Financial Statements',
    '',
    `${number}. ${title}`,
    ...paragraph(5, random),
    '',
    ...figures([title, ...labels], year, random),
    '',
    ...paragraph(linesPerPage - 14 - labels.length, random),
  ];
}

function prosePage(item: string, random: () => number): MadeLine[] {
  const lines: MadeLine[] = [item];
  while (lines.length < linesPerPage) {
    lines.push('', capitalised(`${frequentWord(random)} ${frequentWord(random)} ${frequentWord(random)}`));
    lines.push(...paragraph(5 + Math.floor(5 * random()), random));
  }
  return lines;
}

function paragraph(length: number, random: () => number): string[] {
  const lines: string[] = [];
  let line = '';
  let leftOfSentence = 0;
  while (lines.length < length) {
    const isFirst = leftOfSentence === 0;
    if (isFirst) leftOfSentence = 12 + Math.floor(16 * random());
    leftOfSentence -= 1;
    const word = frequentWord(random);
    const written = `${isFirst ? capitalised(word) : word}${leftOfSentence === 0 ? '.' : ''}`;
    if (line.length + written.length >= lineLength) {
      lines.push(line);
      line = '';
    }
    line += line ? ` ${written}` : written;
  }
  return lines;
}

/** Each word with a capital letter. */
function capitalised(text: string): string {
  return text.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase());
}
