/** Words that end a company's name in law, with or without points. */
const legalForm =
  '(?:incorporated|inc|corporation|corp|company|companies|co|plc|p\\.l\\.c|ltd|limited|llc|l\\.l\\.c|lp|l\\.p|n\\.v|nv|s\\.a|sa|ag|se|group|holdings?|trust|bancorp|bancshares|partners)';
const legalName = new RegExp(
  `\\b((?:[\\p{Lu}\\d][\\p{L}\\d&'’.\\-]*|&|of|and|the|de)(?:,?\\s+(?:[\\p{Lu}\\d][\\p{L}\\d&'’.\\-]*|&|of|and|de)){0,6}?,?\\s+${legalForm}\\b\\.?(?:,?\\s+${legalForm}\\b\\.?)*)`,
  'giu',
);
const trailingForm = new RegExp(`[,\\s]+(?:&\\s+)?${legalForm}\\.?$`, 'i');
const charter = /\(\s*exact\s+name\s+of\s+(?:the\s+)?(?:registrant|company|small business issuer)/i;
const notNames =
  /^(?:united states|securities and exchange|washington|form\b|commission|mark one|annual report|quarterly report|or$|for the|\(|state|delaware|table of contents|current report|pursuant)/i;

export interface CompanyNames {
  company?: string;
  aliases: string[];
  tickers: string[];
}

/**
 * Who a document is about: the registrant's name on a filing's cover, else the company that its first pages name most
 * with its legal form or ticker.
 * @param cover text of the first pages
 * @param body a longer stretch of the document
 */
export function recogniseCompany(cover: string, body: string): CompanyNames {
  const listed = listedCompany(cover);
  const company = charterName(cover) ?? listed?.name ?? mostNamed(cover);
  const tickers = [...new Set([...symbols(cover, body), ...(listed ? [listed.ticker] : [])])];
  if (!company) return { aliases: [], tickers };
  return { company, aliases: [...definedNames(body, company), ...formerNames(cover, body)], tickers };
}

/** The name without its legal form: what people call the company. */
export function shortName(company: string): string {
  let name = company.replace(/\s*\/[A-Z]{2}\/?$/, '').replace(/^the\s+/i, '');
  for (let shorter = name.replace(trailingForm, ''); shorter !== name && shorter.trim().length > 1;) {
    name = shorter;
    shorter = name.replace(trailingForm, '');
  }
  return name.replace(/[,\s&]+$/, '').replace(/\.com$/i, '');
}

function charterName(cover: string): string | undefined {
  const at = cover.search(charter);
  if (at < 0) return nameAfterFileNumber(cover);
  const above = cover
    .slice(0, at)
    .split('\n')
    .map((line) => line.replace(/_{2,}/g, '').trim())
    .filter(Boolean)
    .slice(-2);
  const [before = '', last = ''] = above.length === 2 ? above : ['', above[0] ?? ''];
  const broken = new RegExp(`^${legalForm}\\.?$`, 'i').test(last);
  return tidyName(broken && !notNames.test(before) ? `${before} ${last}` : last);
}

function nameAfterFileNumber(cover: string): string | undefined {
  const lines = cover.slice(0, 4_000).split('\n');
  const at = lines.findIndex((line) => /commission\s+file\s+(?:number|no)/i.test(line));
  if (at < 0) return undefined;
  const below = lines.slice(at + 1, at + 5).map((line) => line.trim());
  return tidyName(below.find((line) => line && !notNames.test(line) && !/^[\d\s-]+$/.test(line)) ?? '');
}

function tidyName(line: string): string | undefined {
  const name = (line.split('  ')[0] ?? '')
    .replace(/\s+([.,])/g, '$1')
    .replace(/[™®*†]/g, '')
    .trim();
  return name.length > 1 && name.length < 90 && !notNames.test(name) && /\p{L}/u.test(name)
    ? name
    : undefined;
}

function listedCompany(cover: string): { name: string; ticker: string } | undefined {
  const match =
    /((?:[\p{Lu}\d][\p{L}\d&'’.-]*,?\s+(?:(?:of|and|&|de)\s+)?){1,6})\(\s*(?:NYSE(?:\s+(?:American|MKT))?|NASDAQ|Nasdaq|AMEX|TSX|LSE|OTC\w*)(?:\/\w+)?\s*:\s*([A-Z][A-Z.]{0,5})\b/u.exec(
      cover,
    );
  const name = match?.[1]?.trim().replace(/,$/, '');
  return name && match?.[2] ? { name: name.split('\n').at(-1)?.trim() ?? name, ticker: match[2] } : undefined;
}

function mostNamed(cover: string): string | undefined {
  const counts = new Map<string, { name: string; count: number }>();
  for (const [, found] of cover.slice(0, 12_000).matchAll(legalName)) {
    const name =
      found
        ?.replace(/\s+/g, ' ')
        .replace(/^(?:the|of|and)\s+/i, '')
        .trim() ?? '';
    if (!name || notNames.test(name)) continue;
    const key = shortName(name).toLowerCase();
    const known = counts.get(key) ?? { name, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  if (most) return most.name;
  // A paper about a company without a legal form, such as `# Acme: company profile`.
  return /^#?\s*([\p{Lu}][\p{L}\d&'’.\- ]{1,60}?)\s*(?:[:—–]|\s-\s)\s*(?:company\s+)?(?:profile|overview|report)/imu.exec(
    cover,
  )?.[1];
}

function symbols(cover: string, body: string): string[] {
  const found: string[] = [];
  for (const line of cover.slice(0, 8_000).split('\n')) {
    const row =
      /\b(?:[Ss]tock|STOCK|[Ss]hares?|[Oo]rdinary|[Uu]nits?|[Vv]alue)\b.*?\s([A-Z]{1,5}(?:[./][A-Z])?)\s+(?:the\s+)?(?:New York Stock|NYSE|NASDAQ|Nasdaq|Chicago|London)/.exec(
        line,
      );
    if (row?.[1] && !/^(?:NYSE|NEW|THE|NASDAQ|N|A|B|C)$/.test(row[1])) found.push(row[1]);
  }
  for (const [, symbol] of body.matchAll(
    /\bunder\s+the\s+(?:ticker\s+|trading\s+|stock\s+)*symbols?\s*[“"‘':]?\s*([A-Z]{1,5})\b/g,
  ))
    if (symbol) found.push(symbol);
  for (const [, symbol] of body.slice(0, 20_000).matchAll(/\b(?:NYSE|NASDAQ|Nasdaq)\s*:\s*([A-Z]{1,5})\b/g))
    if (symbol) found.push(symbol);
  const [first] = found;
  return [...new Set(found)].filter((symbol) => symbol === first || symbol.length > 1).slice(0, 4);
}

/** Names that the document gives its company itself: `Acme Widgets, Inc. (“Acme”, the “Company”)`. */
function definedNames(body: string, company: string): string[] {
  const words = shortName(company).split(/\s+/);
  const lead = words[0]?.replace(/[^\p{L}\d]/gu, '') ?? '';
  if (lead.length < 2) return [];
  const pattern = new RegExp(
    `${lead.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[^()\\n]{0,80}\\(([^)]{2,120})\\)`,
    'gi',
  );
  const names = new Set<string>();
  for (const [, inner] of body.slice(0, 80_000).matchAll(pattern))
    for (const [, name] of inner?.matchAll(/[“"‘']([^”"’']{2,30})[”"’',]/g) ?? [])
      if (
        name &&
        /^\p{Lu}/u.test(name) &&
        !/^(?:the|we|us|our|company|registrant|corporation|code|act|plan|exchange|item|board|form)\b/i.test(
          name.trim(),
        )
      )
        names.add(name.replace(/[,.]$/, '').trim());
  return [...names].filter((name) => abbreviates(name, company)).slice(0, 4);
}

/** What the company was called before, where it says so. */
function formerNames(cover: string, body: string): string[] {
  const former =
    /\b(?:formerly|previously)\s+(?:known\s+as|named|called)\s+[“"]?([\p{Lu}][\p{L}\d&'’.-]*(?:\s+[\p{Lu}][\p{L}\d&'’.-]*){0,4})/u;
  const name = former.exec(cover)?.[1] ?? former.exec(body.slice(0, 30_000))?.[1];
  return name ? [name.replace(/[.,]$/, '')] : [];
}

/** A part of the name, or its initials; a product or a subsidiary defined beside it is not another name for it. */
function abbreviates(name: string, company: string): boolean {
  const words = shortName(company)
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
  const parts = name
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter(Boolean);
  const initials = words
    .filter((word) => !['and', 'of', 'the'].includes(word))
    .map((word) => word[0])
    .join('');
  const [only = ''] = parts;
  return (
    parts.every((part) => words.includes(part)) ||
    (parts.length === 1 && (initials.startsWith(only) || words.join('').startsWith(only)))
  );
}
