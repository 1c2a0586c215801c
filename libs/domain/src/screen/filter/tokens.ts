import type { Comparison } from './filter.ts';
import { FilterError } from './filter-error.ts';

/** A piece of a filter's text, and where it begins. */
export type Token = { position: number; text: string } & (
  | { kind: 'open' | 'close' | Keyword | 'end' }
  | { kind: 'comparison'; comparison: Comparison }
  | { kind: 'number'; value: number; unit: NumberUnit; signed: boolean }
  | { kind: 'word' }
);
type Keyword = 'and' | 'or' | 'not';
export type NumberUnit = 'none' | 'percent' | 'times' | 'shares';

const symbols: Readonly<Record<string, { kind: 'open' | 'close' | Keyword } | Comparison>> = {
  '(': { kind: 'open' },
  ')': { kind: 'close' },
  '&': { kind: 'and' },
  '&&': { kind: 'and' },
  '|': { kind: 'or' },
  '||': { kind: 'or' },
  '!': { kind: 'not' },
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
};

/** Words that mean a symbol, each with what may follow it as a part of it. */
const comparisonWords: readonly [pattern: RegExp, comparison: Comparison][] = [
  [/(?:is\s+)?(?:below|under|(?:less|lower|worse)\s+than)\b/iy, '<'],
  [/(?:is\s+)?(?:above|over|(?:more|greater|higher|better)\s+than)\b/iy, '>'],
  [/(?:is\s+)?at\s+most\b/iy, '<='],
  [/(?:is\s+)?at\s+least\b/iy, '>='],
];

const spacePattern = /\s+/y;
const symbolPattern = /<=|>=|&&|\|\||[()&|!<>≤≥]/y;
const keywordPattern = /(?:and|or|not)(?![\p{L}\d-])/iuy;
// Not the beginning of a name, as in `52-week`, `1y` and `5d`.
const numberPattern =
  /([+\-−–]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)(e[+-]?\d{1,3})?\s?(%|×|x(?![\p{L}\d])|(?:thousand|million|billion|bn|k|m|b)(?![\p{L}\d-])|)(?![\p{L}\d.]|-\p{L})/iuy;
const wordPattern = /[\p{L}\d][\p{L}\d-]*/uy;

const keywords: Readonly<Record<string, Keyword>> = { and: 'and', or: 'or', not: 'not' };

const multiples: Readonly<Record<string, number>> = {
  k: 1e3,
  thousand: 1e3,
  m: 1e6,
  million: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
};

/**
 * The pieces of a filter.
 * @throws FilterError for a character that no filter has
 */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = position;
    return pattern.exec(text);
  };
  while (position < text.length) {
    const space = match(spacePattern);
    if (space) {
      position += space[0].length;
      continue;
    }
    const token = nextToken(position, match);
    if (!token) throw strangeCharacter(text, position);
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function nextToken(position: number, match: (pattern: RegExp) => RegExpExecArray | null): Token | undefined {
  const [symbol] = match(symbolPattern) ?? [];
  const meaning = symbol === undefined ? undefined : symbols[symbol];
  if (symbol !== undefined && meaning !== undefined)
    return typeof meaning === 'string'
      ? { kind: 'comparison', comparison: meaning, position, text: symbol }
      : { ...meaning, position, text: symbol };

  for (const [pattern, comparison] of comparisonWords) {
    const [words] = match(pattern) ?? [];
    if (words !== undefined) return { kind: 'comparison', comparison, position, text: words };
  }

  const [keyword] = match(keywordPattern) ?? [];
  const kind = keyword === undefined ? undefined : keywords[keyword.toLowerCase()];
  if (keyword !== undefined && kind !== undefined) return { kind, position, text: keyword };

  const number = match(numberPattern);
  if (number) {
    const [all, sign = '', digits = '', exponent = '', suffix = ''] = number;
    const multiple = multiples[suffix.toLowerCase()];
    const size = Number(`${digits.replaceAll(',', '')}${exponent}`) * (multiple ?? 1);
    const negative = sign !== '' && sign !== '+';
    return {
      kind: 'number',
      value: negative && size !== 0 ? -size : size,
      unit: suffix === '' ? 'none' : suffix === '%' ? 'percent' : multiple ? 'shares' : 'times',
      signed: sign !== '',
      position,
      text: all,
    };
  }
  const [word] = match(wordPattern) ?? [];
  return word === undefined ? undefined : { kind: 'word', position, text: word };
}

function strangeCharacter(text: string, position: number): FilterError {
  const character = String.fromCodePoint(text.codePointAt(position) ?? 0);
  if (character === '=')
    return new FilterError({
      position,
      problem: 'prices and percentages are hardly ever equal to a number',
      expected: '<, <=, > or >=',
    });
  if (/\p{Sc}/u.test(character))
    return new FilterError({
      position,
      problem: 'prices are compared in each symbol’s own currency',
      expected: 'the number alone',
    });
  return new FilterError({ position, problem: `“${character}” has no meaning in a filter` });
}
