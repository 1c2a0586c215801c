/** What people call companies and indices whose listed name is another. A value that starts with `^` is a symbol. */
const aliases = new Map([
  ['bofa', 'Bank of America'],
  ['coke', 'Coca-Cola'],
  ['disney', 'Walt Disney'],
  ['dow', '^DJI'],
  ['dow 30', '^DJI'],
  ['dow jones', '^DJI'],
  ['exxonmobil', 'Exxon Mobil'],
  ['facebook', 'Meta Platforms'],
  ['ftse 100', '^FTSE'],
  ['google', 'Alphabet'],
  ['j&j', 'Johnson & Johnson'],
  ['jp morgan', 'JPMorgan'],
  ['nasdaq 100', '^NDX'],
  ['nikkei 225', '^N225'],
  ['p&g', 'Procter & Gamble'],
  ['russell 2000', '^RUT'],
  ['s&p', '^GSPC'],
  ['s&p 500', '^GSPC'],
  ['s&p500', '^GSPC'],
  ['sp500', '^GSPC'],
]);

/** The listed name, or the symbol, of what people call by another name; undefined when the name is its own. */
export function companyOfAlias(name: string): string | undefined {
  return aliases.get(name.toLowerCase());
}

/** Names that end in a number of their own: “S&P 500”. */
const numberedNames = [...aliases.keys()].filter((name) => /\s\d+$/.test(name));
const numberedName = new RegExp(String.raw`(?<!\w)(?:${numberedNames.join('|')})(?![\w%]|[.,]\d)`, 'giu');

/** A text with the symbols of indices in the place of names that end in a number, which is no price. */
export function withoutNumberedNames(text: string): string {
  return text.replaceAll(numberedName, (name) => companyOfAlias(name) ?? name);
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
