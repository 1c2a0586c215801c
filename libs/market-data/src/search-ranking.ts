/** Hits of a search at the most. */
const MAX_HITS = 10;

/** Entries whose symbol or name holds the text, best first: the symbol itself, then by how early it is found; ten at the most. */
export function bestMatches<Entry extends { symbol: string; name: string }>(
  entries: readonly Entry[],
  query: string,
): Entry[] {
  const text = query.trim().toLowerCase();
  return entries
    .map((entry) => ({ entry, rank: rank(entry, text) }))
    .filter(({ rank }) => rank < Infinity)
    .toSorted((a, b) => a.rank - b.rank || (a.entry.symbol < b.entry.symbol ? -1 : 1))
    .slice(0, MAX_HITS)
    .map(({ entry }) => entry);
}

function rank({ symbol, name }: { symbol: string; name: string }, text: string): number {
  const ticker = symbol.toLowerCase().replace('^', '');
  if (ticker === text.replace('^', '')) return 0;
  if (ticker.startsWith(text)) return 1;
  const position = name.toLowerCase().indexOf(text);
  if (position === 0) return 2;
  return position > 0 ? 3 : Infinity;
}
