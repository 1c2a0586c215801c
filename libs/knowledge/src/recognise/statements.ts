import type { StatementKind } from './document-facts.ts';

type PrimaryStatement = 'income' | 'balance' | 'cash-flow' | 'comprehensive-income' | 'equity';

interface StatementSigns {
  /** Titles as they stand above the statement. */
  title: RegExp;
  /** Lines that the statement always has, whoever prepares it. */
  lines: readonly RegExp[];
  /** How many of the lines a page needs to be the statement, titled or not. */
  titled: number;
  untitled: number;
}

/** A letter may be set apart from its word where a PDF kerns it, hence the optional spaces before endings. */
const signs: Record<PrimaryStatement, StatementSigns> = {
  income: {
    title:
      /\b(?:statements?|results)\s*of\s*(?:consolidated\s*)?(?:net\s*)?(?:operations?|income|earnings|loss|profit)\b|\b(?:income|earnings|profit\s+and\s+loss|operations?)\s*statements?\b|\bstatements?\s*of\s*consolidated\s*(?:operations?|income|earnings)\b/i,
    lines: [
      /^(?:total\s+)?(?:net\s+)?(?:sales|revenues?)\b/i,
      /^(?:total\s+)?(?:cost|costs)\b/i,
      /^(?:selling|general|marketing|research|total (?:costs|operating expenses|noninterest expense))\b/i,
      /^(?:operating|gross)\s+(?:income|profit|earnings|margin|loss)|^(?:income|earnings|profit|loss)\b.*\bfrom operations/i,
      /^(?:income|earnings|profit|\(?loss\)?).*\bbefore\b.*\btax|^pre-?tax/i,
      /\b(?:provision|benefit)\b.*\b(?:income\s+)?tax|^income\s+tax(?:es)?(?:\s+expense)?\b/i,
      /^net\s+(?:income|earnings|\(?loss\)?)\b/i,
      /^(?:basic|diluted)\b|\bper\s+(?:common\s+)?share\b/i,
      /\bweighted[\s-]+average\b|\bshares\s+(?:outstanding|used)\b/i,
      /^interest\s+(?:expense|income|and)/i,
    ],
    titled: 4,
    untitled: 8,
  },
  balance: {
    title:
      /\bbalance\s*shee\s?ts?\b|\bstatements?\s*of\s*(?:consolidated\s*)?financial\s*(?:position|condition)\b/i,
    lines: [
      /^total\s+current\s+assets\b/i,
      /^total\s+assets\b/i,
      /^total\s+current\s+liabilities\b/i,
      /^total\s+liabilities\b/i,
      /^cash\s+and\s+(?:cash\s+equivalents|due\s+from)/i,
      /^(?:accounts|trade)\b.*\breceivable|^receivables|^loans\b/i,
      /^(?:accounts|trade)\s+payable|^deposits\b/i,
      /\bretained\s+(?:earnings|deficit)|\baccumulated\s+deficit|^reinvested/i,
      /^total\s+.*(?:stock|share)holders['’]?\s+(?:equity|deficit|investment)|^total\s+(?:equity|deficit)/i,
      /^long[\s-]+term\s+(?:debt|borrowings)|^goodwill\b/i,
    ],
    titled: 4,
    untitled: 6,
  },
  'cash-flow': {
    title: /\bstatements?\s*of\s*(?:consolidated\s*)?cash\s*flo\s?w\s?s?\b|\bcash\s*flow\s*statements?\b/i,
    lines: [
      /\boperating\s+activities\b/i,
      /\binvesting\s+activities\b/i,
      /\bfinancing\s+activities\b/i,
      /^depreciation\b/i,
      /^(?:net\s+)?(?:increase|decrease|\(decrease\)|change).*\bcash\b/i,
      /\bcash\b.*\b(?:beginning|end)\s+of\b/i,
      /^(?:purchases?|additions?|acquisitions?|capital|payments?)\b.*\b(?:property|equipment|expenditures)/i,
      /^(?:share|stock)[\s-]+based|^deferred\s+(?:income\s+)?tax/i,
      /^(?:cash\s+)?dividends|^repurchases?|^purchases?\s+of\s+(?:treasury|common)|^(?:repayments?|payments?)\b.*\bdebt/i,
      /\beffect\b.*\bexchange\b/i,
    ],
    titled: 4,
    untitled: 6,
  },
  'comprehensive-income': {
    title:
      /\bstatements?\s*of\s*(?:consolidated\s*)?(?:other\s*)?comprehensive\s*(?:income|loss|earnings|\(loss\))/i,
    lines: [
      /^net\s+(?:income|earnings|loss)/i,
      /\bcurrency\s+translation/i,
      /\bunrealized\b/i,
      /\bpension|\bretirement/i,
      /\bother\s+comprehensive\b/i,
      /^(?:total\s+)?comprehensive\s+(?:income|loss|earnings)/i,
    ],
    titled: 3,
    untitled: 5,
  },
  equity: {
    title:
      /\bstatements?\s*of\s*(?:changes\s*in\s*)?(?:consolidated\s*)?(?:changes\s*in\s*)?(?:total\s*)?(?:(?:stock|share)holders['’]?\s*|owners['’]?\s*)?(?:equity|investment|deficit)\b/i,
    lines: [
      /^balances?\b/i,
      /\bretained\s+earnings/i,
      /\bpaid[\s-]+in\s+capital|\bcapital\s+in\s+excess/i,
      /^net\s+(?:income|earnings|loss)/i,
      /\bother\s+comprehensive/i,
      /\bdividends/i,
      /\b(?:stock|share)[\s-]+based/i,
      /\brepurchase/i,
    ],
    titled: 4,
    untitled: 7,
  },
};

/** Some words and a figure after them; lines are trimmed before. */
const figureRow = /\s[$(—–-]*\d[\d,]*(?:\.\d+)?\)?%?(?:\s|$)/;

/** The statements that a page of figures shows: titled as such and with their lines, or with nearly all of their lines. */
export function pageStatements(text: string): StatementKind[] {
  const lines = text.split('\n').map((line) => line.trim());
  const rows = lines.filter((line) => figureRow.test(line));
  if (rows.length < 6) return [];
  const top = lines.filter(Boolean).slice(0, 14).join('\n').replace(/\n/g, ' \n');
  const kinds = (Object.keys(signs) as PrimaryStatement[]).filter((kind) => {
    const { title, lines: wanted, titled, untitled } = signs[kind];
    const met = wanted.filter((line) => rows.some((row) => line.test(row))).length;
    const named =
      lines.some((line, index) => isTitleLine(line) && title.test(line) && index < 60) || title.test(top);
    return named ? met >= titled : met >= untitled;
  });
  return withoutLookalikes(kinds, lines);
}

/** How surely a page is the statement itself and no excerpt from it, 0 to 1: a title of its own, and figures rather than prose. */
export function statementStrength(text: string, kind: StatementKind): number {
  if (!(kind in signs)) return 0;
  const { title, lines: wanted } = signs[kind as PrimaryStatement];
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const rows = lines.filter((line) => figureRow.test(line));
  const titled = lines.slice(0, 14).some((line) => isTitleLine(line) && title.test(line));
  const met = wanted.filter((line) => rows.some((row) => line.test(row))).length / wanted.length;
  const prose =
    lines.filter((line) => line.length > 110 && !figureRow.test(line)).length / Math.max(1, lines.length);
  return Math.max(0, Math.min(1, 0.5 * met + (titled ? 0.5 : 0) - 0.8 * prose));
}

function isTitleLine(line: string): boolean {
  return line.length < 110 && !/[.;]$/.test(line) && !/\s\d{1,3}$/.test(line);
}

/** A cash-flow or an equity statement also holds lines of the income statement; only one of them is it. */
function withoutLookalikes(kinds: PrimaryStatement[], lines: readonly string[]): StatementKind[] {
  const titles = lines.filter((line) => isTitleLine(line));
  const named = (kind: PrimaryStatement) => titles.some((line) => signs[kind].title.test(line));
  return kinds.filter((kind) => kinds.length === 1 || named(kind));
}
