import { quote as quoteSchema, type Candle, type Quote } from '@marketscope/contracts';
import { moveSince, newYorkTime, sessionBefore, sessionHours, type QuoteOutcome } from '@marketscope/domain';
import { z } from 'zod';
import { failed, faults, isFromTheFuture, priceFault } from '../validation/answer-faults.ts';
import { alpacaSymbol, symbolOfAlpaca } from './alpaca-symbols.ts';

/** Which trades the prices are of: those at the Investors Exchange alone, or those of all exchanges (a paid subscription). */
export type AlpacaFeed = 'iex' | 'sip';

const bar = z.object({
  t: z.iso.datetime({ offset: true }),
  o: z.number().positive(),
  h: z.number().positive(),
  l: z.number().positive(),
  c: z.unknown(),
  v: z.number().nonnegative(),
});

/** What is read of one snapshot: https://docs.alpaca.markets/reference/stocksnapshots-1 */
const snapshot = z.object({
  latestTrade: z.object({ t: z.iso.datetime({ offset: true }), p: z.unknown() }).nullish(),
  dailyBar: bar.nullish(),
  prevDailyBar: bar.nullish().catch(null),
});
type Snapshot = z.infer<typeof snapshot>;
type Bar = z.infer<typeof bar>;

/**
 * What Alpaca answered for each symbol that was asked for. During a session the price is that of the last trade; after it the
 * session's close, since trades go on after hours. Volumes of one exchange alone are not a share's, and are left out.
 */
export function snapshotOutcomes(
  symbols: readonly string[],
  answer: unknown,
  { feed, now }: { feed: AlpacaFeed; now: Date },
): Map<string, QuoteOutcome> {
  const read = z.record(z.string(), z.unknown()).safeParse(answer);
  if (!read.success)
    return new Map(symbols.map((symbol) => [symbol, failed(symbol, 'invalid-data', faults(read.error))]));
  const others = Object.keys(read.data).filter((symbol) => !symbols.includes(symbolOfAlpaca(symbol)));
  return new Map(
    symbols.map((symbol) => {
      const entry = read.data[alpacaSymbol(symbol) ?? symbol] ?? undefined;
      if (entry !== undefined) return [symbol, outcomeOf(symbol, entry, { feed, now })];
      return [
        symbol,
        others.length > 0
          ? failed(
              symbol,
              'wrong-symbol',
              `Alpaca answered for ${others.slice(0, 3).join(', ')} in its place`,
            )
          : failed(symbol, 'unknown-symbol', `Alpaca has no price of ${symbol}`),
      ];
    }),
  );
}

function outcomeOf(
  symbol: string,
  entry: unknown,
  { feed, now }: { feed: AlpacaFeed; now: Date },
): QuoteOutcome {
  const read = snapshot.safeParse(entry);
  if (!read.success) return failed(symbol, 'invalid-data', faults(read.error));
  const last = lastPrice(read.data, now);
  if (!last) return failed(symbol, 'unknown-symbol', `Alpaca has no price of ${symbol}`);
  const fault = priceFault(last.price);
  if (fault) return failed(symbol, fault.reason, `${last.of}: ${fault.detail}`);
  if (isFromTheFuture(last.asOf, now))
    return failed(symbol, 'out-of-order', `${last.of}: ${last.asOf.toISOString()} is in the future`);

  const { date } = newYorkTime(last.asOf);
  const today = [read.data.dailyBar].find((each) => each && sessionOf(each) === date);
  const before = [read.data.dailyBar, read.data.prevDailyBar].find(
    (each) => each && sessionOf(each) === sessionBefore(date).date,
  );
  const price = Number(last.price);
  const result = quoteSchema.safeParse({
    symbol,
    name: null,
    price,
    ...moveSince(positive(before?.c), price),
    currency: 'USD',
    volume: feed === 'sip' && today ? today.v : null,
    asOf: last.asOf.toISOString(),
    source: 'alpaca',
  } satisfies Quote);
  if (!result.success) return failed(symbol, 'invalid-data', faults(result.error));
  return { ok: true, quote: result.data, candle: today ? candleOf(today, date, result.data) : null };
}

/** The price to show now, when it was true, and which part of the snapshot it is. */
function lastPrice(
  { latestTrade, dailyBar }: Snapshot,
  now: Date,
): { price: unknown; asOf: Date; of: string } | undefined {
  const session = dailyBar ? sessionHours(sessionOf(dailyBar)) : undefined;
  const tradedAt = latestTrade ? new Date(latestTrade.t) : undefined;
  const ofTrade = latestTrade && tradedAt && { price: latestTrade.p, asOf: tradedAt, of: 'latestTrade' };
  if (!dailyBar || !session) return ofTrade ?? undefined;
  const ended = now >= session.closesAt;
  const tradedInLaterSession = tradedAt !== undefined && isTraded(tradedAt) && tradedAt > session.closesAt;
  if (ended && !tradedInLaterSession) return { price: dailyBar.c, asOf: session.closesAt, of: 'dailyBar' };
  return ofTrade ?? undefined;
}

/** Whether a time is within a session's hours. */
function isTraded(at: Date): boolean {
  const session = sessionHours(newYorkTime(at).date);
  return session !== undefined && at >= session.opensAt && at < session.closesAt;
}

function candleOf(today: Bar, date: string, { price, volume }: Quote): Candle {
  return { date, open: today.o, high: today.h, low: today.l, close: price, adjClose: null, volume };
}

/** The session that a daily bar is of; it begins at midnight in New York. */
function sessionOf({ t }: Bar): string {
  return newYorkTime(new Date(t)).date;
}

function positive(value: unknown): number | null {
  return priceFault(value) === undefined ? Number(value) : null;
}
