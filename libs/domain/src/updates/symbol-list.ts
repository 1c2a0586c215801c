import { symbol } from '@marketscope/contracts';

/** Where operators keep the universe's list, among the artifacts. */
export const UNIVERSE_LIST_KEY = 'universe/symbols.txt';

/** What a list of symbols says. */
export interface SymbolList {
  /** In their order, each once. */
  symbols: string[];
  /** Lines that are no symbol, counted from 1. */
  unreadable: { line: number; text: string }[];
}

/** Characters of an unreadable line that are told. */
const MAX_TOLD = 60;

/** Reads a list of symbols: one a line; blank lines and what follows a `#` say nothing. */
export function readSymbolList(text: string): SymbolList {
  const symbols = new Set<string>();
  const unreadable: SymbolList['unreadable'] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .entries()) {
    const said = line.replace(/#.*$/, '').trim();
    if (said === '') continue;
    const { data } = symbol.safeParse(said);
    if (data === undefined) unreadable.push({ line: index + 1, text: said.slice(0, MAX_TOLD) });
    else symbols.add(data);
  }
  return { symbols: [...symbols], unreadable };
}
