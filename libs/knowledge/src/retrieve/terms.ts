/** Words that say nothing of what is asked: grammar, and instructions for the answer. */
const stop = new Set(
  `a an and any are as at be been being both but by can could did do does doing for from had has have having he her his how i if in into is it its
  itself just let may me might more most much my no not of off on only onto or other our out over own per please shall she should so some such than that
  the their them then there these they this those through to under until up upon us very was we were what when where whether which while who whom whose
  why will with within without would you your yes
  answer answering question respond response give provide tell state using use used based base basing primarily shown information available details detail
  clearly plainly outlined relying round rounded decimal decimals place places unit units usd dollars million millions billion billions thousand thousands
  percent percents percentage calculate calculated compute computed approximation reasonable exact number possible metric metrics financial utilizing line items item
  assume analyst public equities following need want help address judgment judgments judgement referencing mentioned explain useful relevant company companies like
  fy fiscal year years end ended ending q1 q2 q3 q4 quarter between compared versus vs according`.split(
    /\s+/,
  ),
);

/** The words of a text that carry meaning, lower-case, each once; numbers of years are left out. */
export function contentWords(text: string): string[] {
  return [...new Set(words(text))].filter((word) => !stop.has(word) && !/^(?:fy)?\d{1,4}$/.test(word));
}

/** The same, stemmed. */
export function contentTerms(text: string): string[] {
  return [...new Set(contentWords(text).map(stem))];
}

/** All words of a text, lower-case. */
export function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}&]{2,}/gu) ?? [];
}

const stems = new Map<string, string>();
const rememberedStems = 50_000;

/** A light stem: plurals and the commonest verb endings, so that "acquired", "acquires" and "acquisitions" come near one another. */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  // A filing's vocabulary is some thousand words over and over.
  if (stems.size >= rememberedStems) stems.clear();
  const root = stemmed(word);
  stems.set(word, root);
  return root;
}

function stemmed(word: string): string {
  let root = word;
  if (root.length > 4)
    root = root
      .replace(/ies$/, 'y')
      .replace(/(?<=[^s])s$/, '')
      .replace(/(?<=ss|sh|ch|x)e$/, '');
  if (root.length > 6)
    root = root.replace(/(?:isition|iring|ired|ire)$/, 'ir').replace(/(?:ation|ating|ated|ate)$/, 'at');
  if (root.length > 5) root = root.replace(/(?:ing|ed|ment|ly)$/, '').replace(/(.)\1$/, '$1');
  if (root.length > 4) root = root.replace(/e$/, '');
  return root;
}
