import { symbol } from '@marketscope/contracts';
import { companyOfAlias } from './company-aliases.ts';
import { isAbbreviation, isFunctionWord, mayBePartOfName } from './function-words.ts';

/** What a question is about: a ticker, or a name that has yet to be looked up. */
export type Subject = { kind: 'symbol'; symbol: string } | { kind: 'company'; name: string };

/** Ticker as it is written in a sentence: `AAPL`, `BRK.B`, `^GSPC`, `EURUSD=X`, `$tsla`. */
const ticker =
  /^(?:\$[A-Za-z]{1,6}(?:[.-][A-Za-z]{1,2})?|\^[A-Za-z0-9]{1,8}|[A-Z]{1,5}(?:[.-][A-Z]{1,2})?|[A-Z]{6}=X)$/;
const word = /[$^]?[\p{L}\p{N}](?:[\p{L}\p{N}'’&=.-]*[\p{L}\p{N}=])?|[^\s]/gu;

/**
 * The companies and tickers that a text names, in order and each once. Whatever words are left when those that merely
 * hold a sentence together are taken away are names; neighbours make one name.
 */
export function readSubjects(text: string): Subject[] {
  const shouting = !/\p{Ll}/u.test(text) && text.split(/\s+/).some(isFunctionWord);
  const subjects: Subject[] = [];
  let name: string[] = [];
  const endName = (): void => {
    if (name.some((part) => /\p{L}/u.test(part))) subjects.push(companyOf(name.join(' ')));
    name = [];
  };

  const words = text.match(word) ?? [];
  words.forEach((written, position) => {
    const bare = written.replace(/['’]s$/i, '');
    const next = words[position + 1];
    if (isTicker(bare, shouting)) {
      endName();
      subjects.push({ kind: 'symbol', symbol: symbol.parse(bare.replace('$', '')) });
    } else if (isName(bare, position) || joinsNames(bare, name, next)) {
      name.push(bare);
      if (bare !== written) endName();
    } else endName();
  });
  endName();
  return distinct(subjects);
}

function isTicker(bare: string, shouting: boolean): boolean {
  if (!ticker.test(bare)) return false;
  if (/^[$^]|=X$/.test(bare)) return true;
  return !shouting && !isFunctionWord(bare) && !isAbbreviation(bare);
}

function isName(bare: string, position: number): boolean {
  if (!/^[\p{L}\p{N}]/u.test(bare) || isAbbreviation(bare)) return false;
  return !isFunctionWord(bare) || (position > 0 && mayBePartOfName(bare));
}

/** Bank **of** America, Johnson **&** Johnson: a joint between two parts of one name. */
function joinsNames(bare: string, name: readonly string[], next: string | undefined): boolean {
  const before = name.at(-1);
  if (before === undefined || next === undefined) return false;
  if (bare.toLowerCase() === 'of') return !isFunctionWord(next) && /^\p{L}/u.test(next);
  return bare === '&' && /^\p{Lu}/u.test(before) && /^\p{Lu}/u.test(next) && !isTicker(next, false);
}

function companyOf(name: string): Subject {
  const known = companyOfAlias(name);
  return known?.startsWith('^')
    ? { kind: 'symbol', symbol: known }
    : { kind: 'company', name: known ?? name };
}

function distinct(subjects: readonly Subject[]): Subject[] {
  const seen = new Map(subjects.map((subject) => [keyOf(subject), subject]));
  return [...seen.values()];
}

function keyOf(subject: Subject): string {
  return subject.kind === 'symbol' ? subject.symbol : subject.name.toLowerCase();
}
