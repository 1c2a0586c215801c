import type { DocumentForm, Quarter } from '../recognise/document-facts.ts';
import { dayPattern, isoDay, readDay, readMonth } from '../recognise/dates.ts';
import { fullYear } from '../recognise/fiscal-period.ts';

/** Which periods a question speaks of. */
export interface QuestionPeriod {
  /** Ascending. */
  years: number[];
  quarter?: Quarter;
  /** The year that the quarter belongs to, where it is said. */
  quarterYear?: number;
  /** A day or a month that it names: `YYYY-MM-DD` or `YYYY-MM`. */
  day?: string;
}

const ordinals: Record<string, Quarter> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  '1st': 1,
  '2nd': 2,
  '3rd': 3,
  '4th': 4,
};
const year = `(?:FY|fiscal(?:\\s+years?)?|F)?\\s*['’]?\\s*((?:19|20)\\d\\d|\\d\\d)`;
const quarters: readonly RegExp[] = [
  new RegExp(`\\bQ([1-4])\\s*(?:of\\s+)?(?:the\\s+)?[-'’,]?\\s*${year}\\b`, 'gi'),
  new RegExp(`\\b([1-4])Q\\s*(?:of\\s+)?[-'’]?\\s*${year}\\b`, 'gi'),
  new RegExp(
    `\\b(first|second|third|fourth|1st|2nd|3rd|4th)\\s+(?:fiscal\\s+)?quarter\\s*(?:of\\s+|in\\s+|,\\s*)?(?:the\\s+)?(?:fiscal\\s+(?:year\\s+)?)?${year}\\b`,
    'gi',
  ),
];
const yearFirst = /\b(?:FY|fiscal\s+)?\s*['’]?((?:19|20)\d\d|(?<=FY\s*['’]?)\d\d)\s*[-,]?\s*Q([1-4])\b/gi;
/** Half a year is told with its second quarter, nine months with the third. */
const stretches: readonly { pattern: RegExp; quarter: Quarter }[] = [
  { pattern: /\bH1\b|\b1H\b|\bfirst\s+half\b|\bsix\s+months\b/i, quarter: 2 },
  { pattern: /\bnine\s+months\b|\b9M\b/i, quarter: 3 },
];
const bareQuarter =
  /\bQ([1-4])\b|\b([1-4])Q\b|\b(first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:fiscal\s+)?quarter\b/i;
const years: readonly RegExp[] = [
  /\b(?:FY|fiscal(?:\s+years?)?)\s*['’]?\s*((?:19|20)?\d\d)\b/gi,
  /(?<![\d,.$])\b((?:19|20)\d\d)\b(?![,.]\d|%)/g,
  /(?<=\bFY\s*['’]?\s*(?:20)?\d\d\s*(?:-|–|to|and|vs\.?)\s*)['’]?(\d\d)\b/gi,
];

/** Reads the years and the quarter of a question: `FY2018`, `fiscal 2018`, `FY20`, `Q2 of FY2024`, `2Q23`, `second quarter of 2023`. */
export function questionPeriod(question: string): QuestionPeriod {
  const found = new Set<number>();
  for (const pattern of years)
    for (const [, digits] of question.matchAll(pattern))
      if (digits && plausible(digits)) found.add(fullYear(digits));
  let quarter: Quarter | undefined;
  let quarterYear: number | undefined;
  for (const pattern of quarters)
    for (const [, name = '', digits = ''] of question.matchAll(pattern)) {
      const inYear = plausible(digits) ? fullYear(digits) : undefined;
      if (inYear !== undefined && (quarterYear === undefined || inYear >= quarterYear)) {
        quarter = quarterNumber(name);
        quarterYear = inYear;
        found.add(inYear);
      }
    }
  for (const [, digits = '', name = ''] of question.matchAll(yearFirst)) {
    quarter ??= quarterNumber(name);
    quarterYear ??= fullYear(digits);
    found.add(fullYear(digits));
  }
  const bare = bareQuarter.exec(question);
  quarter ??= bare ? quarterNumber(bare[1] ?? bare[2] ?? bare[3] ?? '') : undefined;
  quarter ??= stretches.find(({ pattern }) => pattern.test(question))?.quarter;
  const day = questionDay(question);
  return {
    years: [...found].toSorted((a, b) => a - b),
    ...(quarter && { quarter }),
    ...(quarterYear !== undefined && { quarterYear }),
    ...(day !== undefined && { day }),
  };
}

/** A day, or a month as its `YYYY-MM`, that a question names. */
function questionDay(question: string): string | undefined {
  const full = new RegExp(dayPattern, 'i').exec(question.replace(/(\d)(?:st|nd|rd|th)\b/g, '$1'))?.[0];
  const day = full ? readDay(full) : undefined;
  if (day) return isoDay(day);
  const month = readMonth(question);
  return month && `${month.year}-${String(month.month).padStart(2, '0')}`;
}

const forms: readonly { form: DocumentForm; asked: RegExp }[] = [
  { form: '10-K', asked: /\b10\s*-?\s*k\b|\bannual\s+(?:report|filing)/i },
  { form: '10-Q', asked: /\b10\s*-?\s*q\b|\bquarterly\s+(?:report|filing)/i },
  { form: '8-K', asked: /\b8\s*-?\s*k\b|\bcurrent\s+report\b/i },
  { form: 'earnings-release', asked: /\b(?:earnings|press)\s+release|\bearnings\s+report/i },
  { form: 'proxy-statement', asked: /\bproxy\s+statement/i },
  { form: '20-F', asked: /\b20\s*-?\s*f\b/i },
];

/** The form that a question names, if it names one. */
export function questionForm(question: string): DocumentForm | undefined {
  return forms.find(({ asked }) => asked.test(question))?.form;
}

function quarterNumber(name: string): Quarter {
  return ordinals[name.toLowerCase()] ?? (Math.min(4, Math.max(1, Number(name))) as Quarter);
}

function plausible(digits: string): boolean {
  const number = fullYear(digits);
  return number >= 1990 && number <= 2060;
}
