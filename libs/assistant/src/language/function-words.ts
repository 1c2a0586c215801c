/** Words that ask, join or point, and never name a company by themselves. */
const functionWords = new Set(
  `a about above add affordable after again against ago alert alerting alerts all also always am an and another any anything
  are around as ask at available back be because been before being below beneath besides better between both bought but buy buying by
  can cancel change changed changes changing chart charts cheap check clear close closed closes closing companies company
  compare compared comparing comparison cost costing costs cool could create current currently day days delete did difference
  display do does doing done down drop during each either else equities equity even ever every everything exactly expensive
  far fare fared faring fast fell fetch figure find first follow following for from gain gained gaining gains get getting
  give given go goes going gone got graph great had happened happening has have hello help here hey hi hm hmm high higher highest
  historical history hit how i id if in info information into is it its just keep know last lately latest least less let
  lets like list listing live ll long look looking lookup lose losing loss lost low lower lowest make many market markets
  may me mine moment month more most move moved movement moves moving much my name named need new next nice no not notify
  now of off ok okay old on once one ones only open opened opening or other our out outperform outperformed over past
  perform performance performed performing performs please pls plz point position price priced prices pricing put quickly
  quote quoted quotes rate re really recent recently relative remind remove report respectively return returned returns
  right rise risen rose s same save say search see sell selling session set shall share shareprice shares she should show
  since so some something started stock stocks such symbol symbols take tell than thank thanks that the their them then
  there these they thing think this those ticker tickers till to today todays together tomorrow tonight too top total
  track trade traded trades trading trend trends two under until up update us value valued values versus via vs want was watch
  watching watchlist watchlists way we week well were what whats when where whether which while who whole whose why will
  with worse worst worth would wow year years yes yesterday yet you your yours`.split(/\s+/),
);

/** Function words that are also the first or last word of a company's name, when they have a capital letter. */
const nameParts = new Set([
  'best',
  'buy',
  'first',
  'live',
  'new',
  'open',
  'trade',
  'under',
  'us',
  'one',
  'american',
]);

/** Whether a word only holds a sentence together. */
export function isFunctionWord(word: string): boolean {
  return functionWords.has(word.toLowerCase().replaceAll(/['’.]/g, ''));
}

/** Whether a function word may be a part of a name, as in “Best Buy”. */
export function mayBePartOfName(word: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(word) && nameParts.has(word.toLowerCase());
}

/** Abbreviations in capitals that are no ticker when people write them in a sentence. */
const notTickers = new Set(
  `AI AM API ATH CAGR CEO CFO COO CPI DCF EBITDA EPS ESG EST ET ETA ETF ETFS EU EUR EV FAQ FED FOMC FX FY GAAP GBP GDP IPO
  LLM MACD MTD NASDAQ NYC NYSE OK PDF PE PEG PM PST QOQ ROE ROI RSI RVOL SEC SMA SP TTM TV UK USA USD UTC WTD YOY YTD`.split(
    /\s+/,
  ),
);

/** Whether a word in capitals is a common abbreviation rather than a ticker. */
export function isAbbreviation(word: string): boolean {
  return notTickers.has(word);
}
