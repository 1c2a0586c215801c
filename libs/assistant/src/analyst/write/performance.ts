import type { QuoteResponse } from '@marketscope/contracts';
import { addDays } from '@marketscope/domain';
import type { Period } from '../../language/period.ts';
import type { HistoryToolResult } from '../../tools/get-history.ts';
import { day, money, movement, percent, plain, sourceName } from './figures.ts';
import { sourcesText } from './quotes.ts';

/** How one price moved over a period. */
export function performanceText(history: HistoryToolResult, period: Period): string {
  const { symbol, currency, start, end, change, changePercent, totalReturnPercent, highest, lowest } =
    history;
  return [
    `${symbol} is ${movement(change, changePercent, currency)} ${startsLate(history, period) ? `since ${day(start.date)}, the first close that I know` : periodText(period)}: from ${money(start.close, currency)} at the close of ${day(start.date)} to ${money(end.close, currency)} at that of ${day(end.date)}.`,
    `Its highest close was ${money(highest.close, currency)} on ${day(highest.date)}, its lowest ${money(lowest.close, currency)} on ${day(lowest.date)}.`,
    dividendsText(changePercent, totalReturnPercent),
    `Source: ${sourceName(history.source)}.`,
  ].join(' ');
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
  const rows = histories.map(({ symbol, currency, start, end, changePercent, source }) => {
    const quote = quotes.find((each) => each.symbol === symbol);
    return [
      symbol,
      quote ? `${money(quote.price, quote.currency)} ${quote.currency}${quote.stale ? ' (stale)' : ''}` : '–',
      quote && quote.changePercent !== null ? percent(quote.changePercent) : '–',
      percent(changePercent),
      `${money(start.close, currency)} on ${day(start.date)} → ${money(end.close, currency)} on ${day(end.date)}`,
      sourceName(source),
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
