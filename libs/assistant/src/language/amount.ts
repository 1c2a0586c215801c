/** A number that a person wrote, where it stands in their text. */
export interface Amount {
  value: number;
  /** `percent` where it was one, else money or a bare number. */
  unit: 'percent' | 'money';
  /** First character, and the one after the last. */
  start: number;
  end: number;
}

const currencyBefore = String.raw`(?:(?:US|C|A)?[$€£¥₹]|(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|INR)\b)\s*`;
const currencyAfter = String.raw`\s*(?:(?:US )?dollars?|bucks|euros?|pounds?|USD|EUR|GBP|JPY|CHF|CAD|AUD|INR|[$€£¥₹])(?!\w)`;
/** Thousands in groups of three or not at all: `1,50` is neither, and so no number here. */
const digits = String.raw`(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)`;
const scale = String.raw`(?:\s?(?<scale>k|m|thousand|million)(?![a-z]))?`;
const percent = String.raw`(?<percent>\s?%|\s?per\s?cent(?![a-z]))?`;

const pattern = new RegExp(
  // Neither in a word or a larger number, nor negative.
  String.raw`(?<![\w\-−]|\d[.,])(?:${currencyBefore})?(?<![\d.,]|[\-−]\s?)${digits}${scale}${percent}(?:${currencyAfter})?(?![\w%]|[.,-]\d)`,
  'giu',
);

const exponents: Record<string, number> = { k: 3, thousand: 3, m: 6, million: 6 };

/**
 * The numbers in a text, in order: with or without a currency's sign, thousands separated by commas or not, `k` and `m`
 * for thousands and millions. What is malformed is left out rather than read by halves.
 * @example findAmounts('below $1,234.50 or 2k') // 1234.5 and 2000
 */
export function findAmounts(text: string): Amount[] {
  return [...text.matchAll(pattern)].map((match) => {
    const groups = match.groups ?? {};
    const exponent = exponents[(groups['scale'] ?? '').toLowerCase()] ?? 0;
    return {
      // Shifted as text, since 1.005 × 1000 is not 1005 in binary.
      value: Number(`${(groups['digits'] ?? '').replaceAll(',', '')}e${exponent}`),
      unit: groups['percent'] === undefined ? 'money' : 'percent',
      start: match.index,
      end: match.index + match[0].length,
    };
  });
}
