import { MAX_FILTER_LENGTH, type ScreenSort, type ScreenSortField } from '@marketscope/contracts';
import { FilterError, isSession, parseFilter, sessionBefore, type Filter } from '@marketscope/domain';
import { datePattern, readDate } from './calendar-words.ts';
import type { ClauseReader, ScreenShortcoming, ScreenView } from './intent.ts';
import { readSubjects } from './subject.ts';

/** Rows of a ranking, and of all that match a filter, when no number is asked for. */
const RANKED_ROWS = 5;
const MATCHING_ROWS = 10;
const MAX_ROWS = 20;

const stocks = String.raw`(?:stocks?|symbols?|compan(?:y|ies)|shares|tickers?|names?|equities|ones?)`;
const opening = new RegExp(
  String.raw`^(?:(?:run|do|make|show(?: me)?|give me|get|open|what's in) )?(?:(?:a|an|the|my|today's|latest|last|daily|market|stock) )*screen(?:er|ing)?\b(?: the market| (?:all )?(?:the )?${stocks})?(?: for| by| with| where| that| on)?:?\s*(?:${stocks} (?:with|where|that have|whose|having)?)?`,
  'i',
);
const explicit =
  /^(?:(?:run|do|make|show(?: me)?|give me|get|open|what's in) )?(?:(?:a|an|the|my|today's|latest|last|daily|market|stock) )*screen/i;
const asking = new RegExp(
  String.raw`^(?:(?:which|what|show(?: me)?|list|find(?: me)?|give me|are there(?: any)?|is there any|any|all)\s+)+(?:(?:all|any|the|me|of|some)\s+)*${stocks}?(?:\s+(?:(?:are there|do you (?:have|see)|in the (?:screen|universe|market))\s+)?(?:with|have|has|having|where|whose|that(?: have| are)?|which(?: have| are)?|are|is|trade|trading))?\s+`,
  'i',
);

/** A field by what people call high and low of it. */
const periods: { pattern: RegExp; field: ScreenSortField; name: string; words: string; isCalendar?: RegExp }[] = [
  { pattern: /\b(?:week|weekly|5[ -]days?|five days)\b/i, field: 'return5', name: '5-day return', words: 'over 5 sessions', isCalendar: /\b(?:this|last) week\b/i },
  { pattern: /\b(?:month|monthly|21[ -]days?)\b/i, field: 'return21', name: '21-day return', words: 'over 21 sessions', isCalendar: /\b(?:this|last) month\b/i },
  { pattern: /\b(?:year|yearly|annual|12 months|ytd)\b/i, field: 'return252', name: '1-year return', words: 'over 252 sessions, about a year', isCalendar: /\b(?:this|last) year\b|\bytd\b/i },
]; // prettier-ignore
const onDay = { field: 'changePercent' as const, name: 'change', words: 'on the day' };

const fallen =
  /\b(?:fell|fallen|falling|falls|lost|losers?|losing|dropped|drops|dropping|decliners?|declined|sank|crashed|down)\b|\bworst(?:[ -]performing| performers?| performance| day)?\b/i;
const risen =
  /\b(?:rose|risen|rising|rises|gained|gainers?|gaining|climbed|jumped|winners?|won|up|advanced)\b|\bbest(?:[ -]performing| performers?| performance| day)?\b|\btop performers?\b/i;
const superlative =
  /\b(?:most|top|biggest|worst|best|largest|hardest|greatest|strongest|weakest)\b|\b(?:gainers|losers|decliners|winners)\b/i;
const movers =
  /\b(?:biggest|top|largest|most|main)\b.*\b(?:movers?|moved|moving|moves)\b|\bmarket movers\b|\bmarkets? (?:doing|today|overview|summary)\b|\bis the (?:stock )?market (?:up|down)\b|\bhow(?:'s| is| was| did| has) (?:the|my)? ?(?:stock )?markets?\b/i;

/** Questions that one view answers. */
const rankings: {
  pattern: RegExp;
  view: { title: string; filter?: string; sort: ScreenSort };
  shortcoming?: ScreenShortcoming;
}[] = [
  { pattern: /\boversold\b/i, view: { title: 'that are oversold', filter: 'rsi < 30', sort: 'rsi14' } },
  { pattern: /\boverbought\b/i, view: { title: 'that are overbought', filter: 'rsi > 70', sort: '-rsi14' } },
  { pattern: /\b(?:new|newest|latest|today's) entrants?\b|\bnewly entered\b/i, view: { title: 'that are new among those 20% or more below their 52-week high', filter: 'new entrant', sort: 'drawdownPercent' } },
  { pattern: /\b(?:(?:52|fifty-two)[ -]?w(?:ee)?ks?|1-year|yearly|all[ -]time|new) lows?\b/i, view: { title: 'that are farthest below their 52-week high', sort: 'drawdownPercent' }, shortcoming: 'lows' },
  { pattern: /\bdraw ?downs?\b|\b(?:far(?:thest)?|furthest|most|deepest)\b.*\b(?:below|under|off|from)\b.*\bhighs?\b/i, view: { title: 'that are farthest below their 52-week high', sort: 'drawdownPercent' } },
  { pattern: /\b(?:near(?:est|ing)?|close(?:st)? to|nearly at|almost at|approach\w*)\b.*\bhighs?\b/i, view: { title: 'within 3% of their 52-week high', filter: 'drawdown >= -3%', sort: '-drawdownPercent' }, shortcoming: 'near-highs' },
  { pattern: /\b(?:at|near|new|made|hit)\b.*\bhighs\b|\b(?:52|fifty-two)[ -]?w(?:ee)?ks? highs?\b(?!.*\b(?:below|under|from|off)\b)/i, view: { title: 'that are at their highest price of 52 weeks by their close', filter: 'drawdown >= 0%', sort: '-changePercent' }, shortcoming: 'highs-by-close' },
  { pattern: /\bgolden cross(?:es)?\b/i, view: { title: 'with their 50-day average above their 200-day one', filter: '50-day average > 200-day average', sort: 'symbol' }, shortcoming: 'crossings' },
  { pattern: /\bdeath cross(?:es)?\b/i, view: { title: 'with their 50-day average below their 200-day one', filter: '50-day average < 200-day average', sort: 'symbol' }, shortcoming: 'crossings' },
  { pattern: /\b(?:least volatile|lowest volatility|calmest|quietest)\b/i, view: { title: 'that are least volatile over 20 days', sort: 'volatility20' } },
  { pattern: /\b(?:most volatile|highest volatility|volatile|volatility)\b/i, view: { title: 'that are most volatile over 20 days', sort: '-volatility20' } },
  { pattern: /\b(?:unusual|abnormal|heavy|heaviest|high|highest|elevated|relative|spik\w+|ratio)\b.*\bvolume\b|\bvolume (?:ratio|spikes?|surges?)\b/i, view: { title: 'with the highest volume against their 20-day mean', sort: '-volumeRatio' } },
  { pattern: /\bmost (?:active|traded)\b|\bmost volume\b/i, view: { title: 'with the most shares traded', sort: '-volume' } },
  { pattern: /\blowest rsi\b/i, view: { title: 'with the lowest RSI', sort: 'rsi14' } },
  { pattern: /\bhighest rsi\b/i, view: { title: 'with the highest RSI', sort: '-rsi14' } },
]; // prettier-ignore

/** “What fell most today?”, “which stocks are oversold?”, “screen for drawdown below -20% and volume ratio above 2”. */
export const readScreening: ClauseReader = (clause, { today }) => {
  const isExplicit = explicit.test(clause) && !/\bscreen of\b/i.test(clause);
  const question = clause.replace(/[?!.]+$/, '').trim();
  const { date, rest: undated } = readSession(question, today);
  const count =
    /\b(?:top|first|worst|best|biggest|largest|the) (\d{1,2})\b|^(?:show me |list )?(\d{1,2}) (?:biggest|worst|best|top|largest)\b/i.exec(
      undated,
    );
  const asked = Number(count?.[1] ?? count?.[2] ?? 0);
  const limit = (usual: number): number => Math.min(MAX_ROWS, asked > 0 ? asked : usual);
  const screenOf = (views: ScreenView[], shortcomings: ScreenShortcoming[] = []) => ({
    kind: 'screen' as const,
    views,
    date,
    shortcomings,
  });

  const filter = filterIn(undated, isExplicit);
  if (filter)
    return screenOf([
      { title: 'that match', filter: filter.text, sort: filter.sort, limit: limit(MATCHING_ROWS) },
    ]);
  const wish = undated.replace(opening, '').trim();
  // A filter of which nothing can be made out: the tool says what is wrong with it.
  if (isExplicit && /[<>≤≥=]|\b(?:below|under|above|over|than)\b.*\d/i.test(wish))
    return screenOf([
      {
        title: 'that match',
        filter: wish.slice(0, MAX_FILTER_LENGTH),
        sort: 'drawdownPercent',
        limit: MATCHING_ROWS,
      },
    ]);
  if (!isExplicit && namesSomebody(undated)) return undefined;
  const moved = movedBy(undated);
  if (moved) return screenOf([{ ...moved, limit: limit(MATCHING_ROWS) }]);
  const ranking = rankings.find(({ pattern }) => pattern.test(undated));
  if (ranking)
    return screenOf(
      [{ ...ranking.view, limit: limit(ranking.view.filter === undefined ? RANKED_ROWS : MATCHING_ROWS) }],
      ranking.shortcoming ? [ranking.shortcoming] : [],
    );
  const period = periods.find(({ pattern }) => pattern.test(undated)) ?? onDay;
  const shortcomings: ScreenShortcoming[] =
    'isCalendar' in period && period.isCalendar?.test(undated) === true ? ['calendar-spans'] : [];
  const fell: ScreenView = {
    title: `that fell most ${period.words}`,
    filter: `${period.name} < 0%`,
    sort: period.field,
    limit: limit(RANKED_ROWS),
  };
  const rose: ScreenView = {
    title: `that rose most ${period.words}`,
    filter: `${period.name} > 0%`,
    sort: `-${period.field}`,
    limit: limit(RANKED_ROWS),
  };
  if (movers.test(undated)) return screenOf([rose, fell], shortcomings);
  if (superlative.test(undated) && fallen.test(undated)) return screenOf([fell], shortcomings);
  if (superlative.test(undated) && risen.test(undated)) return screenOf([rose], shortcomings);
  return isExplicit
    ? screenOf([
        {
          title: 'that are farthest below their 52-week high',
          sort: 'drawdownPercent',
          limit: limit(MATCHING_ROWS),
        },
      ])
    : undefined;
};

/** “Down more than 3% today”, “up at least 10% this month”, “more than 20% below their high”. */
function movedBy(question: string): Omit<ScreenView, 'limit'> | undefined {
  const [, size, after = ''] = /(\d+(?:\.\d+)?) ?(?:%|percent\b)(.*)$/i.exec(question) ?? [];
  if (size === undefined) return undefined;
  const isWithin = /\b(?:within|less than) \d/i.test(question);
  if (/\bhighs?\b|\bpeaks?\b/i.test(after))
    return isWithin
      ? { title: 'that match', filter: `drawdown >= -${size}%`, sort: '-drawdownPercent' }
      : { title: 'that match', filter: `drawdown < -${size}%`, sort: 'drawdownPercent' };
  const { name, field } = periods.find(({ pattern }) => pattern.test(question)) ?? onDay;
  if (fallen.test(question)) return { title: 'that match', filter: `${name} < -${size}%`, sort: field };
  return risen.test(question)
    ? { title: 'that match', filter: `${name} > ${size}%`, sort: `-${field}` }
    : undefined;
}

/** The session that a question is about, if not the latest. */
function readSession(question: string, today: string): { date: string | undefined; rest: string } {
  const match = new RegExp(
    String.raw`\b(?:yesterday(?:'s)?|(?:on|of|for|from) (?:the )?(?<date>${datePattern})(?!\w))`,
    'i',
  ).exec(question);
  if (!match) return { date: undefined, rest: question };
  const day = readDate(match.groups?.['date'] ?? 'yesterday', today);
  if (!day || day.first !== day.last || day.last > today) return { date: undefined, rest: question };
  const rest = `${question.slice(0, match.index)} ${question.slice(match.index + match[0].length)}`.trim();
  return { date: isSession(day.last) ? day.last : sessionBefore(day.last).date, rest };
}

/** Words around a comparison that the filter language has no use for. */
const loose =
  /\b(?:an?|the|their|its|of|have|has|having|with|whose|where|that|are|is|stocks|symbols|companies|today|now|currently)\b/gi;

/** The filter that a question spells out; one that can't be read only where a screen is plainly meant. */
function filterIn(question: string, isExplicit: boolean): { text: string; sort: ScreenSort } | undefined {
  const inParentheses = /\(([^()]*\d[^()]*)\)\s*$/.exec(question)?.[1];
  const wish = (isExplicit ? question.replace(opening, '') : question.replace(asking, '')).trim();
  const candidates = [
    wish,
    inParentheses ?? '',
    /\b(?:with|where|whose|have)\b(.*)$/i.exec(question)?.[1] ?? '',
  ]
    .map(withNegativeDrawdown)
    .flatMap((text) => [text, text.replaceAll(loose, ' ')])
    .map((text) => text.replaceAll(/\s+/g, ' ').trim());
  for (const text of candidates) {
    // What begins with its comparison speaks of something named before.
    const isWhole = isExplicit || !/^(?:[<>≤≥]|below|under|above|over|at|less|more|lower|higher)/i.test(text);
    const filter = isWhole && /[<>≤≥\d]/.test(text) ? readable(text) : undefined;
    if (filter) return { text, sort: sortOf(filter) };
  }
  return undefined;
}

/** “A drawdown of more than 20%” is one below -20%. */
function withNegativeDrawdown(text: string): string {
  return text
    .replaceAll(
      /\bdraw ?downs?(?: is| are| of)? (?:more|greater|worse|deeper|larger|bigger|higher|over|above|beyond)(?: than)? (\d+(?:\.\d+)?)\s?(?:%|percent)/gi,
      'drawdown < -$1%',
    )
    .replaceAll(/(\d)\s?(?:percent|per cent)\b/gi, '$1%');
}

function readable(text: string): Filter | undefined {
  try {
    return parseFilter(text);
  } catch (error) {
    if (error instanceof FilterError) return undefined;
    throw error;
  }
}

/** By the first thing that a filter compares, what is farthest on its side first. */
function sortOf(filter: Filter): ScreenSort {
  switch (filter.kind) {
    case 'comparison':
      return filter.comparison.startsWith('<') ? filter.field : `-${filter.field}`;
    case 'and':
    case 'or':
      return filter.filters[0] ? sortOf(filter.filters[0]) : 'drawdownPercent';
    case 'not':
    case 'new-entrant':
      return 'drawdownPercent';
  }
}

const vocabulary =
  /\b(?:best|oversold|overbought|entrants?|entered|newly|drawdowns?|draw downs?|volatile|volatility|rsi|golden|death|cross(?:es)?|week|weeks|52-week|fifty-two|low|lows|highs?|active|unusual|abnormal|heavy|elevated|ratio|volume|spikes?|gainers?|losers?|movers?|decliners?|winners?|performers?|performing|screener?|screen|screening|fallen|falling|dropped|rising|climbed|jumped|declined|sank|crashed|hardest|biggest|largest|greatest|farthest|furthest|deepest|calmest|quietest|strongest|weakest|universe|shares|names?|days?|months?|years?|sessions?|daily|weekly|monthly|overview|summary|main|did|made|hit|near|there|average|above|below|who|highly|traded|near(?:est|ing)|closest|approach\w*|within|nearly|almost|advanced|won|all-time|1-year|year-to-date)\b/gi;

/** Whether a question is about somebody: then it is no question about the whole market. */
function namesSomebody(question: string): boolean {
  return readSubjects(question.replaceAll(/\([^)]*\)/g, ' ').replaceAll(vocabulary, ',')).length > 0;
}
