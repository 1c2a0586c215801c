/** Subjects that filings treat under headings of their own, in words rather than in a line of a statement. */
export interface FilingTopic {
  asked: RegExp;
  heading: RegExp;
  words: string;
}

export const filingTopics: readonly FilingTopic[] = [
  {
    asked: /\bsegments?\b|\bdivisions?\b|\bbusiness\s+lines?\b/i,
    heading: /\bsegments?\b|\bbusiness\s+group/i,
    words: 'segment results net sales by segment organic',
  },
  {
    asked: /\b(?:product|service)s?\s+(?:categor|line|group)|\bcategor(?:y|ies)\b/i,
    heading: /\bcategor|\bproducts?\b|\bdisaggregat|\brevenues?\b|\bsegment/i,
    words: 'category comparable sales products services revenue mix',
  },
  {
    asked: /\bgeograph|\bregions?\b|\bcountr(?:y|ies)\b|\binternational\b/i,
    heading: /\bgeograph|\bregion|\binternational|\brevenues?\b/i,
    words: 'geographic area region united states international revenues',
  },
  {
    asked: /\blegal\b|\blawsuits?|\blitigation|\bproceedings?\b|\bcontingenc/i,
    heading: /\blegal\b|\blitigation|\bcontingenc|\bcommitments/i,
    words: 'legal proceedings litigation lawsuits contingencies',
  },
  {
    asked: /\bacqui(?:red|sitions?|re)\b|\bmergers?\b|\bm&a\b|\bdivest|\bspin(?:ning|s)?[\s-]*off|\bspun\b/i,
    heading: /\bacquisition|\bdivestiture|\bmerger|\bcombination|\bdiscontinued|\bseparation/i,
    words:
      'acquisition acquired divestiture separation spin-off completed business combination purchase price',
  },
  {
    asked: /\bcustomers?\b|\bclients?\b|\bcustomer\s+concentration/i,
    heading: /\bcustomers?\b|\bconcentration|\bbusiness\b|\bbacklog/i,
    words: 'customers concentration percent of revenue major customers',
  },
  {
    asked: /\bcyclical|\bseasonal|\brisks?\b|\bcompetit/i,
    heading: /\brisk|\bcompetition|\bseasonal/i,
    words: 'risk factors cyclical seasonal competition',
  },
  {
    asked: /\bstores?\b|\blocations?\b|\bproperties\b|\bsquare\s+f/i,
    heading: /\bstores?\b|\bproperties\b/i,
    words: 'stores opened closed total at end of quarter',
  },
  { asked: /\bdividends?\b/i, heading: /\bdividends?\b/i, words: 'dividends declared per share' },
  {
    asked: /\b(?:forecast|guidance|outlook|expects?|plans?|anticipat)/i,
    heading: /\boutlook|\bguidance|\boverview|\bforward/i,
    words: 'expect outlook guidance anticipate plan',
  },
  {
    asked: /\bdrove\b|\bdrivers?\b|\bdriven\b|\bwhy\b|\bcaused?\b|\breasons?\b/i,
    heading: /\bresults\s+of\s+operations|\boverview|\boperating\s+results|\bperformance|\bsummary/i,
    words: 'primarily due to driven by increase decrease partially offset',
  },
  {
    asked:
      /\bdebt\s+securities|\bsecurities\s+(?:are\s+)?registered|\bregistered\s+to\s+trade|\bexchange\b.*\blisted|\btrading\s+symbol/i,
    heading: /\bsecurities\s+registered|\btitle\s+of\s+each\s+class/i,
    words:
      'title of each class trading symbol name of each exchange on which registered securities registered pursuant to section 12(b) notes due',
  },
  {
    asked: /\bpensions?\b|\bretirees?\b|\bretirement|\bbenefit\s+plans?\b|\bpost-?retirement/i,
    heading: /\bpension|\bretirement|\bbenefit\s+plan|\bpostretirement/i,
    words: 'pension postretirement benefits plans expected benefit payments',
  },
  {
    asked: /\bderivatives?\b|\bhedg|\bnotional|\bswaps?\b/i,
    heading: /\bderivative|\bhedg|\bfinancial\s+instruments|\bmarket\s+risk/i,
    words: 'derivative instruments notional amount swaps hedges',
  },
  {
    asked: /\bleases?\b/i,
    heading: /\bleases?\b/i,
    words: 'operating lease liabilities future minimum payments',
  },
  {
    asked: /\bcredit\s+(?:facility|agreement|line)|\brevolv|\bcommercial\s+paper/i,
    heading: /\bdebt\b|\bcredit\s+(?:facilit|agreement)|\bborrowing|\bliquidity/i,
    words: 'revolving credit facility agreement borrowing available commercial paper',
  },
  {
    asked:
      /\bdirectors?\b|\bboard\b|\bceo\b|\bcfo\b|\bexecutives?\b|\bofficers?\b|\bappoint|\bretire[ds]?\b/i,
    heading: /\bdirectors\b|\bofficers?\b|\bgovernance|\bappointment|\bdeparture/i,
    words: 'appointed director officer board chief executive departure election',
  },
  {
    asked: /\bshareholder\s+(?:vote|meeting|proposal)|\bannual\s+meeting|\bvot(?:e|ed|ing)\b/i,
    heading: /\bsubmission\s+of\s+matters|\bannual\s+meeting|\bproposal/i,
    words: 'annual meeting shareholders votes for against proposal',
  },
  {
    asked: /\bimpairment|\bwrite[\s-]?(?:down|off)/i,
    heading: /\bimpairment|\bgoodwill|\brestructuring/i,
    words: 'impairment charge write-down',
  },
  {
    asked: /\bemployees?\b|\bheadcount|\bworkforce|\bhuman\s+capital/i,
    heading: /\bemployees\b|\bhuman\s+capital|\bworkforce/i,
    words: 'employees full-time human capital',
  },
  {
    asked: /\bindustry\b|\bbusiness\s+model|\bwhat\s+does\b.*\bdo\b|\bprimarily\s+operate/i,
    heading: /\bbusiness\b|\bgeneral\b|\boverview|\bdescription/i,
    words: 'business overview general description products services markets',
  },
  {
    asked: /\bstock[\s-]+based|\bshare[\s-]+based|\bstock\s+(?:options?|compensation)/i,
    heading: /\b(?:stock|share)[\s-]+based|\bstock\s+(?:compensation|plans)/i,
    words: 'stock-based compensation expense restricted stock options',
  },
  {
    asked: /\bproduction\s+rates?|\bdeliver(?:y|ies)\b|\bbacklog\b/i,
    heading: /\bproduction|\bbacklog|\bdeliver|\bprogram/i,
    words: 'production rate per month deliveries backlog',
  },
  {
    asked: /\bnon-?gaap|\badjusted\b|\bone[\s-]+time|\bunusual|\bnon-?recurring|\bspecial\s+items/i,
    heading: /\bnon-?gaap|\breconciliation|\bspecial\s+items|\badjust/i,
    words: 'non-GAAP adjusted reconciliation special items gain on',
  },
];
