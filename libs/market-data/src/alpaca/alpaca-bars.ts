import { candle as candleSchema, type Candle } from '@marketscope/contracts';
import { MarketDataError, newYorkTime } from '@marketscope/domain';
import { z } from 'zod';
import { faults, priceFault } from '../validation/answer-faults.ts';

/** A page of bars, by symbol: https://docs.alpaca.markets/reference/stockbars */
const barsPage = z.object({
  bars: z.record(z.string(), z.array(z.unknown())).nullable(),
  next_page_token: z.string().min(1).nullish(),
});

const bar = z.object({
  t: z.iso.datetime({ offset: true }),
  o: z.number().positive(),
  h: z.number().positive(),
  l: z.number().positive(),
  c: z.number().positive(),
  v: z.number().nonnegative(),
});

/**
 * One page: the bars as they came, by Alpaca's symbols, and what to ask for the next one.
 * @throws MarketDataError `invalid-data`
 */
export function readBarsPage(answer: unknown): { bars: Record<string, unknown[]>; next: string | undefined } {
  const read = barsPage.safeParse(answer);
  if (!read.success) throw new MarketDataError('invalid-data', `bars: ${faults(read.error)}`);
  return { bars: read.data.bars ?? {}, next: read.data.next_page_token ?? undefined };
}

/**
 * The candles of one symbol's bars, oldest first, a day being New York's.
 * @param adjusted its bars adjusted for dividends too, where they were asked for
 * @throws MarketDataError `invalid-data` or `implausible-price`: a bar that can't be right spoils the whole
 */
export function barCandles(
  symbol: string,
  bars: readonly unknown[],
  adjusted?: readonly unknown[],
): Candle[] {
  const adjustedCloses = new Map(
    (adjusted ?? []).map((each) => readBar(symbol, each)).map(({ date, c }) => [date, c]),
  );
  const byDate = new Map(
    bars
      .map((each) => readBar(symbol, each))
      .map(({ date, o, h, l, c, v }) => [
        date,
        candleSchema.parse({
          date,
          open: o,
          high: h,
          low: l,
          close: c,
          adjClose: adjustedCloses.get(date) ?? null,
          volume: v,
        }),
      ]),
  );
  return [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

function readBar(symbol: string, entry: unknown): z.infer<typeof bar> & { date: string } {
  const close = z.object({ c: z.unknown() }).safeParse(entry);
  const fault = priceFault(close.data?.c);
  if (fault) throw new MarketDataError(fault.reason, `${symbol}: close: ${fault.detail}`);
  const read = bar.safeParse(entry);
  if (!read.success) throw new MarketDataError('invalid-data', `${symbol}: ${faults(read.error)}`);
  return { ...read.data, date: newYorkTime(new Date(read.data.t)).date };
}
