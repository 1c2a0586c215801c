import type { QuoteResponse } from '@marketscope/contracts';
import { addDays, sourceWords } from '@marketscope/domain';
import type { PriceMeasure } from '../../language/intent.ts';
import type { Period } from '../../language/period.ts';
import type { HistoryToolResult } from '../../tools/get-history.ts';
import { day, movement, percent, plain, priceOf } from './figures.ts';
import { quotedText, sourcesText } from './quotes.ts';

/** How one price moved over a period; what was asked of its closes first. */
export function performanceText(
  found: HistoryToolResult,
  period: Period,
  measure: PriceMeasure | undefined,
): string {
  const history = withStartCounted(found, period);
  const { symbol, start, end, changePercent, totalReturnPercent, highest, lowest } = history;
  const span = startsLate(history, period)
    ? `since ${day(start.date)}, the first close that I know`
    : periodText(period);
  const moved = `${symbol} is ${movement(history)} ${span}: from ${priceOf(history, start.close)} at the close of ${day(start.date)} to ${priceOf(history, end.close)} at that of ${day(end.date)}.`;
  const isOneClose = highest.date === lowest.date;
  const extremes = `Its highest close was ${priceOf(history, highest.close)} on ${day(highest.date)}, its lowest ${priceOf(history, lowest.close)} on ${day(lowest.date)}.`;
  return [
    ...(measure ? [measureText(history, span, measure), moved] : [moved, ...(isOneClose ? [] : [extremes])]),
    dividendsText(changePercent, totalReturnPercent),
    `Source: ${sourceWords[history.source]}.`,
  ].join(' ');
}

/** The close that it is measured from may be the highest or lowest of a period that begins with that very day. */
function withStartCounted(history: HistoryToolResult, { from, holdsStart }: Period): HistoryToolResult {
  const { start, highest, lowest, averageClose, sessions } = history;
  if (holdsStart !== true || start.date !== from) return history;
  return {
    ...history,
    highest: start.close >= highest.close ? start : highest,
    lowest: start.close <= lowest.close ? start : lowest,
    fromHighestPercent: Math.min(history.fromHighestPercent, history.changePercent),
    fromLowestPercent: Math.max(history.fromLowestPercent, history.changePercent),
    averageClose: start.close + ((averageClose - start.close) * (sessions - 1)) / sessions,
  };
}

function measureText(history: HistoryToolResult, span: string, measure: PriceMeasure): string {
  const { symbol, end, averageClose, fromHighestPercent, fromLowestPercent } = history;
  if (measure.which === 'average')
    return `${symbol}’s average close ${span} was ${priceOf(history, averageClose)}.`;
  const { which, asked, ever } = measure;
  const { close, date } = history[which];
  const isHigh = which === 'highest';
  const far = isHigh ? fromHighestPercent : fromLowestPercent;
  const away =
    asked === 'close'
      ? ''
      : date === end.date
        ? `${symbol} is at its ${which} close ${span} now. `
        : `${symbol} is ${percent(Math.abs(far)).replace('+', '')} ${isHigh ? 'below' : 'above'} its ${which} close ${span} now. `;
  const told = `${away}${away ? 'That' : `${symbol}’s ${which} close ${span}`} was ${priceOf(history, close)} on ${day(date)}. Prices within a day may have been ${isHigh ? 'higher' : 'lower'}.`;
  return ever ? `${told} I look back no further, so I can’t tell of all time.` : told;
}

/** An adjusted close that is the close itself tells of no dividends, paid or not. */
function dividendsText(changePercent: number, totalReturnPercent: number | null): string {
  return totalReturnPercent === null || percent(totalReturnPercent) === percent(changePercent)
    ? 'Dividends are not included.'
    : `With dividends it comes to ${percent(totalReturnPercent)}.`;
}

/** Several prices side by side. */
export function comparisonText(
  histories: readonly HistoryToolResult[],
  quotes: readonly QuoteResponse[],
  period: Period,
): string {
  const rows = histories.map((history) => {
    const { symbol, start, end, changePercent, source } = history;
    const quote = quotes.find((each) => each.symbol === symbol);
    return [
      symbol,
      quote ? `${quotedText(quote)}${quote.stale ? ' (stale)' : ''}` : '–',
      quote && quote.changePercent !== null ? percent(quote.changePercent) : '–',
      percent(changePercent),
      `${priceOf(history, start.close)} on ${day(start.date)} → ${priceOf(history, end.close)} on ${day(end.date)}`,
      sourceWords[source],
    ];
  });
  const title = period.label.charAt(0).toUpperCase() + period.label.slice(1);
  const table = [
    ['Symbol', 'Price', 'On the day', plain(title), 'Closes', 'Source'],
    rows[0]?.map(() => '---') ?? [],
    ...rows,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
  return [
    verdict(histories, period),
    table,
    ...histories.filter((history) => startsLate(history, period)).map(lateStartText),
    sourcesText(quotes),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function verdict(histories: readonly HistoryToolResult[], period: Period): string {
  const ranked = histories.toSorted((a, b) => b.changePercent - a.changePercent);
  const [best, ...rest] = ranked;
  if (!best || rest.length === 0) return '';
  const others = rest.map(({ symbol, changePercent }) => `${symbol} (${percent(changePercent)})`).join(', ');
  return `${best.symbol} did best ${periodText(period)} with ${percent(best.changePercent)}, before ${others}. Dividends are not included.`;
}

function periodText({ label }: Period): string {
  return label.startsWith('the ') ? `over ${plain(label)}` : plain(label);
}

/** A session before a day is at most this many days earlier. */
const LONGEST_CLOSURE_DAYS = 10;

function startsLate({ start }: HistoryToolResult, { from }: Period): boolean {
  return start.date > addDays(from, LONGEST_CLOSURE_DAYS);
}

function lateStartText({ symbol, start }: HistoryToolResult): string {
  return `I know closes of ${symbol} only from ${day(start.date)} on.`;
}
