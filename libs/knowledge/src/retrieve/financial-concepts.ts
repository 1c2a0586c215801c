import type { StatementKind } from '../recognise/document-facts.ts';

/** A thing that people ask about, and how filings show it. */
export interface FinancialConcept {
  name: string;
  /** How a question names it. */
  asked: RegExp;
  /** How the line of a table starts or reads that shows it. */
  lines: RegExp[];
  /** Words to search for besides the question's own. */
  words: string;
  /** Where its figures stand. */
  statements: StatementKind[];
}

const line = {
  revenue: /^(?:total\s+)?(?:net\s+)?(?:sales|revenues?)\b|^total\s+(?:net\s+)?(?:sales|revenues?)/i,
  cost: /^(?:total\s+)?costs?\s+of\s+(?:sales|revenues?|goods|products?|services)/i,
  operatingIncome:
    /^(?:operating\s+(?:income|profit|earnings|loss)|(?:income|earnings|loss|profit)\b.*\bfrom\s+operations)/i,
  netIncome: /^net\s+(?:income|earnings|\(?loss\)?)\b/i,
  pretax: /^(?:income|earnings|profit|\(?loss\)?).*\bbefore\b.*\btax|^pre-?tax/i,
  tax: /\b(?:provision|benefit)\b.*\btax|^income\s+tax(?:es)?\b/i,
  totalAssets: /^total\s+assets\b/i,
  currentAssets: /^total\s+current\s+assets\b/i,
  currentLiabilities: /^total\s+current\s+liabilities\b/i,
  inventories: /^(?:total\s+)?(?:merchandise\s+)?inventor(?:y|ies)\b/i,
  payables: /^(?:trade\s+)?accounts\s+payable\b|^trade\s+payables\b/i,
  receivables: /\breceivables?\b/i,
  fixedAssets:
    /^(?:net\s+|total\s+)?(?:property|premises)\b.*\bequipment\b|^(?:net\s+)?(?:pp&e|fixed assets)/i,
  cash: /^(?:total\s+)?cash\b/i,
  depreciation: /^depreciation\b|\bdepreciation\s+and\s+amortization\b|^amortization\b/i,
  capex:
    /^(?:purchases?|additions?|acquisitions?|payments?|investments?|expenditures?|capital)\b.*\b(?:property|equipment|plant|capital expenditures?|expenditures)\b/i,
  debt: /^(?:long|short)[\s-]+term\s+(?:debt|borrowings)|^current\s+(?:portion|maturities)|^total\s+(?:debt|borrowings)|^notes\s+payable/i,
  equity: /^total\s+.*(?:equity|deficit|investment)\b/i,
  operatingCash:
    /^(?:net\s+)?cash\b.*\boperating\s+activities|^(?:net\s+)?cash\s+(?:provided|generated|from|used).*operat/i,
  interest: /\binterest\s+expense\b/i,
} as const;

/**
 * The vocabulary of financial statements: general accounting terms, what ratios are made of, and where each figure
 * stands. Nothing here is about any one company.
 */
export const financialConcepts: readonly FinancialConcept[] = [
  {
    name: 'capital expenditure',
    asked:
      /\bcap(?:ital)?[\s-]*ex(?:penditures?)?\b|\bcapital expenditures?\b|\bpurchases? of (?:property|pp&?e)/i,
    lines: [line.capex],
    words: 'purchases of property plant and equipment capital expenditures additions investing activities',
    statements: ['cash-flow'],
  },
  {
    name: 'free cash flow',
    asked: /\bfree\s+cash\s+flow|\bfcf\b/i,
    lines: [line.capex, line.operatingCash],
    words: 'net cash provided by operating activities purchases of property capital expenditures',
    statements: ['cash-flow'],
  },
  {
    name: 'cash flow by activity',
    asked:
      /\b(?:operat\w*|investing|financing)\b[^?]{0,60}\b(?:activit|cash\s+flow)|\bcash\s+flows?\s+(?:from|provided|used|generated)|\boperating\s+cash\s+flow/i,
    lines: [line.operatingCash, /\binvesting\s+activities\b/i, /\bfinancing\s+activities\b/i],
    words: 'net cash provided by used in operating investing financing activities',
    statements: ['cash-flow'],
  },
  {
    name: 'depreciation and amortisation',
    asked: /\bdepreciation|\bamortiz?s?ation|\bd&a\b|\bebitda/i,
    lines: [line.depreciation],
    words: 'depreciation and amortization',
    statements: ['cash-flow'],
  },
  {
    name: 'dividends paid',
    asked: /\bdividends?\b|\bpayout\s+ratio/i,
    lines: [/\bdividends?\b/i],
    words: 'dividends paid to shareholders declared per share',
    statements: ['cash-flow', 'equity'],
  },
  {
    name: 'share repurchases',
    asked: /\b(?:share|stock)\s+(?:repurchases?|buy\s*backs?)|\brepurchas\w+|\bbuy\s*backs?/i,
    lines: [/\b(?:repurchases?|treasury)\b/i],
    words: 'repurchases of common stock treasury stock share repurchase program',
    statements: ['cash-flow', 'equity'],
  },
  {
    name: 'fixed assets',
    asked:
      /\bpp\s*&?\s*n?\s*e\b|\bppne\b|\bproperty,?\s+plant|\bproperty\s+and\s+equipment|\bfixed\s+assets?\b/i,
    lines: [line.fixedAssets],
    words: 'property plant and equipment net',
    statements: ['balance'],
  },
  {
    name: 'fixed-asset turnover',
    asked: /\bfixed\s+asset\s+turnover/i,
    lines: [line.fixedAssets, line.revenue],
    words: 'property plant and equipment net revenue',
    statements: ['balance', 'income'],
  },
  {
    name: 'asset turnover',
    asked: /\basset\s+turnover/i,
    lines: [line.totalAssets, line.revenue],
    words: 'total assets net revenue',
    statements: ['balance', 'income'],
  },
  {
    name: 'capital intensity',
    asked: /\bcapital[\s-]+intensi/i,
    lines: [line.capex, line.fixedAssets, line.totalAssets, line.revenue],
    words: 'purchases of property plant and equipment total assets net sales',
    statements: ['cash-flow', 'balance', 'income'],
  },
  {
    name: 'total assets',
    asked: /\btotal\s+assets\b|\breturn\s+on\s+assets|\broa\b/i,
    lines: [line.totalAssets],
    words: 'total assets',
    statements: ['balance'],
  },
  {
    name: 'return on assets',
    asked: /\breturn\s+on\s+(?:assets|equity|capital)|\bro[aei]c?\b/i,
    lines: [line.netIncome, line.totalAssets, line.equity],
    words: 'net income total assets equity',
    statements: ['balance', 'income'],
  },
  {
    name: 'current assets',
    asked: /\bcurrent\s+assets\b/i,
    lines: [line.currentAssets],
    words: 'total current assets',
    statements: ['balance'],
  },
  {
    name: 'current liabilities',
    asked: /\bcurrent\s+liabilit/i,
    lines: [line.currentLiabilities],
    words: 'total current liabilities',
    statements: ['balance'],
  },
  {
    name: 'liquidity',
    asked: /\bliquidity\b|\bquick\s+ratio|\bcurrent\s+ratio|\bworking\s+capital|\bacid[\s-]test/i,
    lines: [line.currentAssets, line.currentLiabilities, line.inventories],
    words: 'total current assets total current liabilities inventories cash',
    statements: ['balance'],
  },
  {
    name: 'cash',
    asked: /\bcash\s*(?:&|and)\s*cash\s+equivalents?\b|\bcash\s+(?:balance|position)\b|\bcash\s+on\s+hand/i,
    lines: [line.cash],
    words: 'cash and cash equivalents',
    statements: ['balance', 'cash-flow'],
  },
  {
    name: 'inventory',
    asked: /\binventor(?:y|ies)\b|\bdays?\s+(?:inventory|sales\s+of\s+inventory)|\bdio\b/i,
    lines: [line.inventories],
    words: 'inventories merchandise inventories',
    statements: ['balance'],
  },
  {
    name: 'inventory turnover',
    asked: /\binventory\s+turn|\bsold\s+its\s+inventor|\bdays\s+inventory|\bdio\b/i,
    lines: [line.inventories, line.cost],
    words: 'inventories cost of sales',
    statements: ['balance', 'income'],
  },
  {
    name: 'payables',
    asked: /\baccounts?\s+payable|\bdays\s+payable|\bdpo\b|\bpayables\b/i,
    lines: [line.payables],
    words: 'accounts payable',
    statements: ['balance'],
  },
  {
    name: 'days payable',
    asked: /\bdays\s+payable|\bdpo\b|\bcash\s+conversion\s+cycle/i,
    lines: [line.payables, line.inventories, line.cost],
    words: 'accounts payable inventories cost of sales',
    statements: ['balance', 'income'],
  },
  {
    name: 'receivables',
    asked: /\breceivables?\b|\bdays\s+sales\s+outstanding|\bdso\b/i,
    lines: [line.receivables],
    words: 'accounts receivable net',
    statements: ['balance'],
  },
  {
    name: 'debt',
    asked: /\bdebts?\b|\bborrowings?\b|\bleverage\b/i,
    lines: [line.debt],
    words: 'long-term debt short-term debt current portion borrowings',
    statements: ['balance'],
  },
  {
    name: 'equity',
    asked:
      /\b(?:share|stock)holders?['’]?\s+equity|\bbook\s+value|\bdebt[\s-]+to[\s-]+equity|\btotal\s+equity/i,
    lines: [line.equity],
    words: 'total stockholders shareholders equity',
    statements: ['balance'],
  },
  {
    name: 'retained earnings',
    asked: /\bretained\s+earnings/i,
    lines: [/\bretained\s+earnings/i],
    words: 'retained earnings',
    statements: ['balance', 'equity'],
  },
  {
    name: 'goodwill',
    asked: /\bgoodwill\b|\bintangible/i,
    lines: [/^goodwill\b|\bintangible\s+assets/i],
    words: 'goodwill intangible assets',
    statements: ['balance', 'notes'],
  },
  {
    name: 'total liabilities',
    asked: /\btotal\s+liabilit/i,
    lines: [/^total\s+liabilities\b/i],
    words: 'total liabilities',
    statements: ['balance'],
  },
  {
    name: 'revenue',
    asked: /\brevenues?\b|\b(?:net|total)\s+sales\b|\btop[\s-]+line\b|\bsales\s+growth/i,
    lines: [line.revenue],
    words: 'net sales total revenue',
    statements: ['income'],
  },
  {
    name: 'cost of sales',
    asked: /\bcogs\b|\bcosts?\s+of\s+(?:goods|sales|revenues?|products?)/i,
    lines: [line.cost],
    words: 'cost of sales cost of revenue cost of goods sold',
    statements: ['income'],
  },
  {
    name: 'gross profit',
    asked: /\bgross\s+(?:margins?|profits?)/i,
    lines: [line.revenue, line.cost, /^gross\s+(?:profit|margin)/i],
    words: 'gross profit gross margin cost of sales net sales',
    statements: ['income'],
  },
  {
    name: 'operating income',
    asked:
      /\boperating\s+(?:income|profits?|earnings|margins?|loss)|\bebit(?:da)?\b|\bincome\s+from\s+operations/i,
    lines: [line.operatingIncome, line.revenue],
    words: 'operating income income from operations',
    statements: ['income'],
  },
  {
    name: 'net income',
    asked: /\bnet\s+(?:income|earnings|profits?|loss|margins?)|\bbottom[\s-]+line|\bprofitab/i,
    lines: [line.netIncome],
    words: 'net income net earnings attributable',
    statements: ['income'],
  },
  {
    name: 'earnings per share',
    asked: /\beps\b|\bearnings\s+per\s+share|\bper\s+(?:diluted\s+)?share/i,
    lines: [/^(?:basic|diluted)\b|\bper\s+(?:common\s+)?share/i],
    words: 'earnings per share basic diluted',
    statements: ['income'],
  },
  {
    name: 'income tax',
    asked: /\b(?:effective\s+)?(?:income\s+)?tax\s+(?:rate|expense|provision)|\betr\b|\bincome\s+tax/i,
    lines: [line.tax, line.pretax, /\beffective\b.*\brate/i],
    words: 'effective tax rate provision for income taxes income before income taxes',
    statements: ['income', 'notes'],
  },
  {
    name: 'interest',
    asked: /\binterest\s+(?:expense|coverage|cost)/i,
    lines: [line.interest, line.operatingIncome],
    words: 'interest expense',
    statements: ['income'],
  },
  {
    name: 'research and development',
    asked: /\br\s*&\s*d\b|\bresearch\s+and\s+development/i,
    lines: [/^research\b/i],
    words: 'research and development expense',
    statements: ['income'],
  },
  {
    name: 'selling and administration',
    asked: /\bsg\s*&?\s*a\b|\bselling,?\s+general|\bmarketing\s+expens|\badvertising/i,
    lines: [/^(?:selling|marketing|general|sales\s+and\s+marketing)\b/i],
    words: 'selling general and administrative marketing expenses',
    statements: ['income'],
  },
  {
    name: 'share count',
    asked: /\bshares?\s+outstanding|\bweighted\s+average\s+shares/i,
    lines: [/\bshares\b.*\boutstanding|\bweighted\b/i],
    words: 'shares outstanding weighted average',
    statements: ['income', 'balance'],
  },
  {
    name: 'comprehensive income',
    asked: /\bcomprehensive\s+(?:income|loss)/i,
    lines: [/\bcomprehensive\s+(?:income|loss)/i],
    words: 'comprehensive income',
    statements: ['comprehensive-income'],
  },
  {
    name: 'restructuring',
    asked: /\brestructuring/i,
    lines: [/\brestructuring/i],
    words: 'restructuring charges liability severance',
    statements: ['notes', 'income', 'cash-flow'],
  },
];
