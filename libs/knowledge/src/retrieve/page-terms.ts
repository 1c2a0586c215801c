import { stem } from './terms.ts';

/** A page's lines, and which of the terms that are looked for stand in each: by their numbers, as often as they stand there. */
export interface PageTerms {
  lines: string[];
  found: number[][];
  /** Words of the page, those that are not looked for among them. */
  length: number;
}

const newline = 10;
/** Whether a character is part of a word, by its code: 1 if so, 2 if not, 0 where nobody has asked yet. */
const known = new Uint8Array(0x1_0000);

/**
 * Reads pages for some terms (stems) alone. A page holds hundreds of words and a question asks for some ten: of all others no more
 * is looked at than how they begin, since a stem begins as its words do.
 */
export function termReader(terms: readonly string[]): (text: string) => PageTerms {
  const numbers = new Map(terms.map((term, number) => [term, number]));
  const beginnings = new Set(terms.map((term) => beginning(term, 0, term.length)));
  return (text) => {
    const lower = text.toLowerCase();
    const found: number[][] = [[]];
    let length = 0;
    let start = -1;
    for (let at = 0; at <= lower.length; at++) {
      const code = lower.charCodeAt(at);
      if (isOfWord(code)) {
        if (start < 0) start = at;
        continue;
      }
      if (start >= 0 && at - start > 1) {
        length++;
        if (
          beginnings.has(beginning(lower, start, at)) ||
          beginnings.has(beginning(lower, start, start + 2))
        ) {
          const number = numbers.get(stem(lower.slice(start, at)));
          if (number !== undefined) found.at(-1)?.push(number);
        }
      }
      start = -1;
      if (code === newline) found.push([]);
    }
    return { lines: text.split('\n'), found, length };
  };
}

/**
 * How a word begins, as a number: by three letters, and by two where it has no fourth, for such a stem may have lost its third one
 * (`flies`, `fly`).
 */
function beginning(text: string, start: number, end: number): number {
  const third = end - start > 3 ? text.charCodeAt(start + 2) : 0;
  return (text.charCodeAt(start) * 0x1_0000 + text.charCodeAt(start + 1)) * 0x1_0000 + third;
}

/** A letter, a digit or `&`; NaN, beyond the end of a text, is none. */
function isOfWord(code: number): boolean {
  let kind = known[code] ?? 2;
  if (kind === 0) {
    kind = /[\p{L}\p{N}&]/u.test(String.fromCharCode(code)) ? 1 : 2;
    known[code] = kind;
  }
  return kind === 1;
}
