/** What people call companies and indices whose listed name is another. A value that starts with `^` is a symbol. */
const aliases = new Map([
  ['bofa', 'Bank of America'],
  ['coke', 'Coca-Cola'],
  ['disney', 'Walt Disney'],
  ['dow', '^DJI'],
  ['dow jones', '^DJI'],
  ['exxonmobil', 'Exxon Mobil'],
  ['facebook', 'Meta Platforms'],
  ['google', 'Alphabet'],
  ['j&j', 'Johnson & Johnson'],
  ['jp morgan', 'JPMorgan'],
  ['p&g', 'Procter & Gamble'],
  ['s&p', '^GSPC'],
  ['s&p 500', '^GSPC'],
  ['s&p500', '^GSPC'],
  ['sp500', '^GSPC'],
]);

/** The listed name, or the symbol, of what people call by another name; undefined when the name is its own. */
export function companyOfAlias(name: string): string | undefined {
  return aliases.get(name.toLowerCase());
}

/** Whether a listed name is meant by the words of a person: each of them begins a word of it. */
export function isNameOf(listedName: string, written: string): boolean {
  const listed = wordsOf(listedName);
  const wanted = wordsOf(written).filter((each) => !['and', 'the', 'of', 'inc', 'corp', 'co'].includes(each));
  return (
    wanted.length > 0 &&
    wanted.every((each) =>
      listed.some((part) => part === each || (each.length >= 3 && part.startsWith(each))),
    )
  );
}

/** What to search for to find a company by its name: all of it, and where nothing holds that, its most telling word. */
export function searchesFor(name: string): string[] {
  const longest = name.split(/\s+/).reduce((best, word) => (word.length > best.length ? word : best));
  return [...new Set([name, longest])];
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}
