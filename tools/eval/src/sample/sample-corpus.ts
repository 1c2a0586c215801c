import { annualFiling, currentReport } from './filing.ts';
import type { SampleCompany, SampleLine, SampleYear } from './filing.ts';

const harbour: SampleCompany = {
  name: 'HARBOUR LIGHT INDUSTRIES, INC.',
  short: 'Harbour Light',
  ticker: 'HLI',
  business: [
    'Harbour Light makes lamps, lenses and signals for ports, airports and lighthouses.',
    'Our primary customers are port authorities; the three largest account for 41% of revenue.',
    'We employ 3,200 people at six plants.',
  ],
  risks: [
    'Our business is cyclical: orders follow the budgets of port authorities and airlines.',
    'We depend on a single supplier of optical glass.',
  ],
  segments: ['Marine Signals', 'Airfield Lighting'],
  legal: [
    'In 2020 a group of fishermen sued us over a faulty beacon. The case is before the district court of Ohio.',
  ],
  acquisition: 'In March we acquired Lumen Optics for $35 million in cash, of which $20 million is goodwill.',
};
const quarry: SampleCompany = {
  name: 'Quarry Software Corporation',
  short: 'Quarry',
  ticker: 'QRRY',
  business: [
    'Quarry Software sells planning software for mines and quarries, by subscription.',
    'No single customer brings more than 5% of revenue.',
  ],
  risks: [
    'Competition from larger vendors may force us to lower our prices.',
    'A breach of our data centres would harm our reputation.',
  ],
  segments: ['Subscriptions', 'Professional Services'],
  legal: ['We are not party to any legal proceedings that we believe to be material.'],
  acquisition:
    'In October we completed the purchase of Drillmap, a maker of geological maps, for $12 million.',
};
const tide: SampleCompany = {
  name: 'Tide Stores Company',
  short: 'Tide Stores',
  ticker: 'TDE',
  business: ['Tide Stores runs 412 stores for boating and fishing goods along the coast.'],
  risks: ['Our sales are seasonal: two fifths fall between May and July.'],
  segments: ['Domestic', 'International'],
  legal: ['A former landlord claims rent for a store in Maine that we closed.'],
  acquisition: 'We made no acquisitions in the years presented.',
};

function year(of: number, scale: number, mix: Partial<SampleYear> = {}): SampleYear {
  return {
    year: of,
    revenue: 1_240 * scale,
    cost: 744 * scale,
    selling: 210 * scale,
    interest: 14 * scale,
    tax: 52 * scale,
    cash: 180 * scale,
    receivables: 160 * scale,
    inventories: 130 * scale,
    fixedAssets: 420 * scale,
    goodwill: 95 * scale,
    payables: 110 * scale,
    debt: 300 * scale,
    depreciation: 64 * scale,
    capex: 71 * scale,
    dividends: 40 * scale,
    share: 0.6,
    ...mix,
  };
}

const harbourYears = [year(2020, 0.9), year(2021, 1), year(2022, 1.2, { share: 0.55 })] as const;
const quarryYears = [year(2020, 0.3), year(2021, 0.4), year(2022, 0.5, { share: 0.8 })] as const;
const tideYears = [year(2021, 2), year(2022, 2.3, { share: 0.9 })] as const;

/** The sample filings by neutral name. */
export const sampleFilings: Record<string, SampleLine[][]> = {
  'sample-1': annualFiling(harbour, harbourYears[1], harbourYears[0]),
  'sample-2': annualFiling(harbour, harbourYears[2], harbourYears[1]),
  'sample-3': annualFiling(quarry, quarryYears[1], quarryYears[0]),
  'sample-4': annualFiling(quarry, quarryYears[2], quarryYears[1]),
  'sample-5': annualFiling(tide, tideYears[1], tideYears[0]),
  'sample-6': currentReport(tide, 'May 12, 2023', [
    'Item 5.02 Departure of Directors or Certain Officers; Appointment of Certain Officers',
    'Tide Stores appointed Maren Holt as chief executive officer with effect from June 1, 2023.',
    'She led the outdoor division of another retailer for nine years.',
  ]),
};

const page = {
  business: 3,
  risks: 4,
  legal: 6,
  discussion: 9,
  income: 13,
  balance: 14,
  cash: 15,
  notes: 16,
} as const;

/** Questions with the page that answers each, as a person asks them: names, tickers, synonyms, slips. */
export const sampleQuestions: readonly { question: string; document: string; page: number }[] = [
  { question: "What was Harbour Light's capex in FY2021?", document: 'sample-1', page: page.cash },
  {
    question: 'How much did HLI spend on capital expenditure in fiscal 2022?',
    document: 'sample-2',
    page: page.cash,
  },
  {
    question: 'What is the year end FY2022 net PP&E of Harbor Light?',
    document: 'sample-2',
    page: page.balance,
  },
  { question: 'What is the FY2021 COGS of Quarry Software?', document: 'sample-3', page: page.income },
  { question: 'What was the gross margin of Quarry in FY2022?', document: 'sample-4', page: page.income },
  {
    question: 'What is the quick ratio of Tide Stores for FY2022?',
    document: 'sample-5',
    page: page.balance,
  },
  {
    question: 'Who are the primary customers of Harbour Light as of FY2022?',
    document: 'sample-2',
    page: page.business,
  },
  { question: 'Is the business of Harbour Light cyclical?', document: 'sample-2', page: page.risks },
  {
    question: 'Which legal battles did Harbour Light report in FY2021?',
    document: 'sample-1',
    page: page.legal,
  },
  {
    question: 'Which segment of Quarry brought in most revenue in 2022?',
    document: 'sample-4',
    page: page.notes,
  },
  {
    question: 'Which companies did Quarry Software acquire in FY2022?',
    document: 'sample-4',
    page: page.notes,
  },
  { question: 'How much did TDE pay in dividends in FY2022?', document: 'sample-5', page: page.cash },
  { question: 'Who became the CEO of Tide Stores in May 2023?', document: 'sample-6', page: 2 },
  { question: 'Are the sales of Tide Stores seasonal?', document: 'sample-5', page: page.risks },
  {
    question: 'What drove the operating margin of Harbour Light in FY2022?',
    document: 'sample-2',
    page: page.discussion,
  },
  {
    question: 'What was the effective tax rate of Tide Stores in FY2022?',
    document: 'sample-5',
    page: page.income,
  },
  {
    question: 'What does the P&L of Harbour Light show for FY2021?',
    document: 'sample-1',
    page: page.income,
  },
  { question: "What was Quarry's FCF in FY2022?", document: 'sample-4', page: page.cash },
  { question: 'What is the DPO of Tide Stores for FY2022?', document: 'sample-5', page: page.balance },
  {
    question: 'How did the bottom line of Quarry come about in 2021?',
    document: 'sample-3',
    page: page.income,
  },
];
