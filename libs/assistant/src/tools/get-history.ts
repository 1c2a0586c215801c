import { currency, historyRange, priceSource, symbol, type HistoryRange } from '@marketscope/contracts';
import { addDays, historySpan, newYorkTime, performanceOf } from '@marketscope/domain';
import { z } from 'zod';
import { defineTool, ToolError } from './tool.ts';

const close = z.object({ date: z.iso.date(), close: z.number() });
export const historyToolResult = z.object({
  symbol,
  currency,
  source: priceSource,
  start: close,
  end: close,
  change: z.number(),
  changePercent: z.number(),
  totalReturnPercent: z.number().nullable(),
  highest: close,
  lowest: close,
  fromHighestPercent: z.number(),
  fromLowestPercent: z.number(),
  averageClose: z.number(),
  sessions: z.number().int(),
});
export type HistoryToolResult = z.infer<typeof historyToolResult>;

/** Ranges that reach back to a given day, the shortest first. */
const ranges: HistoryRange[] = ['1mo', '3mo', '6mo', '1y', '2y', '5y'];
/** The longest that an exchange was closed at a stretch, with room to spare: the session before a day is not earlier. */
const LONGEST_CLOSURE_DAYS = 10;

export const getHistory = defineTool({
  name: 'get_history',
  description:
    'How a price moved over a span of sessions: first and last close, change, percent (without dividends; totalReturnPercent with them where known), highest and lowest close, with their dates and how far the last close is from them, and the average close. Give a range, or from (measured from the last close on or before it, which counts neither as highest nor as lowest) and perhaps to.',
  input: z.strictObject({
    symbol,
    range: historyRange.optional().describe('Used when there is no `from`; 1mo when neither is given'),
    from: z.iso.date().optional().describe('YYYY-MM-DD; at most five years back'),
    to: z.iso.date().optional().describe('YYYY-MM-DD; the latest session when left out'),
  }),
  result: historyToolResult,
  async run({ symbol: asked, range = '1mo', from, to }, { market, marketClock }) {
    const now = await marketClock.now();
    const today = newYorkTime(now).date;
    if (from !== undefined && from > (to ?? today))
      throw new ToolError('`from` must be before `to`, and not in the future.');
    const start = from ?? (range === 'ytd' ? `${Number(today.slice(0, 4)) - 1}-12-31` : undefined);
    const history = await market.history(asked, start === undefined ? range : rangeBackTo(start, now));
    const performance = performanceOf(history.candles, { from: start, to });
    if (!performance)
      throw new ToolError(
        `Fewer than two sessions of ${history.symbol} are known in that span${knownFrom(history.candles[0]?.date)}.`,
      );
    const { symbol: found, currency: money, source } = history;
    return {
      result: { symbol: found, currency: money, source, ...performance },
      citations: [
        { kind: 'history', symbol: found, source, from: performance.start.date, to: performance.end.date },
      ],
    };
  },
});

function knownFrom(first: string | undefined): string {
  return first === undefined ? '' : `: its prices are known from ${first} on`;
}

function rangeBackTo(from: string, now: Date): HistoryRange {
  const needed = addDays(from, -LONGEST_CLOSURE_DAYS);
  return ranges.find((range) => historySpan(range, now).from <= needed) ?? '5y';
}
