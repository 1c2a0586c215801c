import { shortName } from '../recognise/company.ts';

/** A company as the catalogue knows it, over all of its documents. */
export interface KnownCompany {
  key: string;
  names: string[];
  tickers: string[];
}

/** Words in many companies' names: alone they name none. */
const plain = new Set(
  'the and of for in on a an american national united general first new international global group company companies corporation holdings systems technologies technology services financial energy industries resources health bank capital partners brands products'.split(
    ' ',
  ),
);

/**
 * The companies that a question names, each with how surely (0 to 1): by ticker, by name in full or in part, by initials, with a
 * letter or two wrong.
 */
export function questionCompanies(question: string, known: readonly KnownCompany[]): Map<string, number> {
  const words = wordsOf(question);
  const lower = words.map((word) => word.toLowerCase());
  const shared = sharedWords(known);
  const found = new Map<string, number>();
  for (const { key, names, tickers } of known) {
    const byName = Math.max(
      0,
      ...names.map((name) => nameMatch(wordsOf(shortName(name)).map(low), lower, words, shared)),
    );
    const byTicker = tickers.some((ticker) => tickerIn(ticker, question, words)) ? 0.95 : 0;
    const score = Math.max(byName, byTicker);
    if (score >= 0.5) found.set(key, score);
  }
  const best = Math.max(0, ...found.values());
  return new Map([...found].filter(([, score]) => score >= best - 0.25));
}

function low(word: string): string {
  return word.toLowerCase();
}

function wordsOf(text: string): string[] {
  return text
    .replace(/['’]s\b/gi, '')
    .replace(/[’']/g, '')
    .split(/[^\p{L}\p{N}&]+/u)
    .filter((word) => word && word !== '&');
}

function sharedWords(known: readonly KnownCompany[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { names } of known) {
    const own = new Set(names.flatMap((name) => wordsOf(shortName(name)).map(low)));
    for (const word of own) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

function nameMatch(
  name: readonly string[],
  asked: readonly string[],
  original: readonly string[],
  shared: ReadonlyMap<string, number>,
): number {
  if (!name.length) return 0;
  const joined = name.join('');
  if (containsPhrase(asked, name)) return name.length > 1 || !isCommonWord(name[0] ?? '', original) ? 1 : 0.4;
  // "Pay Pal" for PayPal, "JPMorgan" for J.P. Morgan.
  for (let start = 0; start < asked.length; start++)
    for (let length = 1; length <= 3; length++)
      if (joined.length > 3 && asked.slice(start, start + length).join('') === joined) return 0.98;
  const initials = name
    .filter((word) => word !== 'and' && word !== 'of')
    .map((word) => word[0])
    .join('');
  if (initials.length >= 3 && original.includes(initials.toUpperCase())) return 0.85;
  if (asked.some((word) => isPortmanteau(word, name))) return 0.85;
  return partialMatch(name, asked, original, shared);
}

/** How much of what is distinctive in a name the question holds, exactly or misspelt. */
function partialMatch(
  name: readonly string[],
  asked: readonly string[],
  original: readonly string[],
  shared: ReadonlyMap<string, number>,
): number {
  const weigh = (word: string) => (plain.has(word) ? 0.15 : 1 / Math.sqrt(shared.get(word) ?? 1));
  let met = 0;
  let total = 0;
  let leads = false;
  name.forEach((word, index) => {
    const weight = weigh(word) * (index === 0 ? 1.5 : 1);
    total += weight;
    const likeness = Math.max(0, ...asked.map((other, at) => wordLikeness(word, other, original[at] ?? '')));
    met += weight * likeness;
    if (index === 0 && likeness > 0.7 && !plain.has(word)) leads = true;
  });
  const share = total ? met / total : 0;
  return leads ? Math.max(share * 0.95, share > 0.3 ? 0.7 : 0.5) : share * 0.75;
}

function wordLikeness(word: string, other: string, original: string): number {
  // A name is written with a capital or in a question without any; "target" in mid-sentence is no company.
  if (word === other) return /^[\p{Lu}\d]/u.test(original) ? 1 : 0.6;
  if (word.length < 5 || other.length < 4) return 0;
  if (word.startsWith(other) && other.length >= 5) return 0.8;
  const allowed = word.length >= 8 ? 2 : 1;
  return Math.abs(word.length - other.length) <= allowed && editDistance(word, other) <= allowed ? 0.8 : 0;
}

/** "J&J" and "JnJ" for Johnson & Johnson, "Amex" for American Express: the starts of a name's first two words. */
function isPortmanteau(word: string, name: readonly string[]): boolean {
  const [first = '', second = ''] = name.filter((own) => own !== 'and');
  if (!first || !second) return false;
  if (
    name.length <= 3 &&
    (word === `${first[0] ?? ''}&${second[0] ?? ''}` || word === `${first[0] ?? ''}n${second[0] ?? ''}`)
  )
    return true;
  for (let cut = 2; cut <= word.length - 2; cut++)
    if (first.startsWith(word.slice(0, cut)) && second.startsWith(word.slice(cut))) return true;
  return false;
}

/** A name that is a plain word, such as a company called Block, counts only where the question writes it as a name. */
function isCommonWord(word: string, original: readonly string[]): boolean {
  const written = original.filter((own) => own.toLowerCase() === word);
  return written.every((own) => own === word) && original.some((own) => /^\p{Lu}/u.test(own));
}

function containsPhrase(words: readonly string[], phrase: readonly string[]): boolean {
  for (let start = 0; start + phrase.length <= words.length; start++)
    if (phrase.every((word, index) => words[start + index] === word)) return true;
  return false;
}

/** A ticker counts as capitals of two letters or more, or with a dollar sign. */
function tickerIn(ticker: string, question: string, words: readonly string[]): boolean {
  if (question.includes(`$${ticker}`)) return true;
  return ticker.length >= 2 && words.includes(ticker) && /[a-z]/.test(question);
}

/** Letters to insert, drop, change or swap to make one word of the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + change,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      current.push(least);
    }
    before = previous;
    previous = current;
  }
  return previous[b.length] ?? a.length;
}
