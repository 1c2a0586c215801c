import { candle as candleSchema, quote as quoteSchema, symbol as symbolSchema } from '@marketscope/contracts';
import type { Candle, Quote, SearchHit } from '@marketscope/contracts';
import { measured, MarketDataError, moveSince, newYorkTime, type QuoteOutcome } from '@marketscope/domain';
import { z } from 'zod';
import { failed, faults, isFromTheFuture, priceFault } from '../validation/answer-faults.ts';
import { meantDecimal } from './float-decimals.ts';

/** Seconds since 1970, or what yahoo-finance2 has made of them. */
const time = z.union([z.number().transform((seconds) => new Date(seconds * 1000)), z.date()]);
const positive = z.number().positive();

/** What is read of one quote. The last price and its time are needed, all else may be missing. */
const yahooQuote = z.object({
  symbol: z.string(),
  longName: z.string().nullish(),
  shortName: z.string().nullish(),
  currency: z.string(),
  regularMarketPrice: positive,
  regularMarketTime: time,
  regularMarketPreviousClose: positive.nullish(),
  regularMarketChange: z.number().nullish(),
  regularMarketChangePercent: z.number().nullish(),
  regularMarketVolume: z.number().nonnegative().nullish(),
  regularMarketOpen: positive.nullish().catch(null),
  regularMarketDayHigh: positive.nullish().catch(null),
  regularMarketDayLow: positive.nullish().catch(null),
});

/** Yahoo gives some prices in hundredths of a currency, under codes of its own. */
const hundredths: Record<string, string> = { GBp: 'GBP', GBX: 'GBP', ZAc: 'ZAR', ILA: 'ILS' };

/**
 * What Yahoo answered for each symbol that was asked for. A symbol that is missing is unknown; where others than were asked
 * for were answered, the answer itself is not to be trusted.
 */
export function quoteOutcomes(
  symbols: readonly string[],
  answer: unknown,
  now: Date,
): Map<string, QuoteOutcome> {
  const bySymbol = new Map<string, unknown>();
  for (const entry of z.array(z.unknown()).catch([]).parse(answer)) {
    const named = z.object({ symbol: z.string() }).safeParse(entry);
    if (named.success) bySymbol.set(named.data.symbol.toUpperCase(), entry);
  }
  const others = [...bySymbol.keys()].filter((symbol) => !symbols.includes(symbol));
  return new Map(symbols.map((symbol) => [symbol, quoteOutcome(symbol, bySymbol.get(symbol), others, now)]));
}

function quoteOutcome(symbol: string, entry: unknown, others: string[], now: Date): QuoteOutcome {
  if (entry === undefined && others.length > 0)
    return failed(symbol, 'wrong-symbol', `Yahoo answered for ${others.slice(0, 3).join(', ')} in its place`);
  if (entry === undefined) return failed(symbol, 'unknown-symbol', `Yahoo knows no symbol ${symbol}`);
  const priced = z.object({ regularMarketPrice: z.unknown() }).safeParse(entry);
  const fault = priceFault(priced.data?.regularMarketPrice);
  if (fault !== undefined) return failed(symbol, fault.reason, `regularMarketPrice: ${fault.detail}`);
  const read = yahooQuote.safeParse(entry);
  if (!read.success) return failed(symbol, 'invalid-data', faults(read.error));
  const { data } = read;
  if (isFromTheFuture(data.regularMarketTime, now))
    return failed(
      symbol,
      'out-of-order',
      `regularMarketTime: ${data.regularMarketTime.toISOString()} is in the future`,
    );

  const unit = hundredths[data.currency] === undefined ? 1 : 100;
  const money = (value: number | null | undefined): number | null =>
    value === null || value === undefined ? null : value / unit;
  const asOf = data.regularMarketTime.toISOString();
  const price = data.regularMarketPrice / unit;
  const previousClose = money(data.regularMarketPreviousClose);
  const { regularMarketChangePercent: changePercent = null } = data;
  const result = quoteSchema.safeParse({
    symbol,
    name: data.longName ?? data.shortName ?? null,
    price,
    // Its own figures of the change carry the error of 32-bit floats: they stand in where the close before is missing.
    ...(previousClose === null
      ? {
          previousClose,
          change: money(data.regularMarketChange),
          changePercent: changePercent === null ? null : measured(changePercent),
        }
      : moveSince(previousClose, price)),
    currency: hundredths[data.currency] ?? data.currency,
    volume: data.regularMarketVolume ?? null,
    asOf,
    source: 'yahoo',
  } satisfies Quote);
  if (!result.success) return failed(symbol, 'invalid-data', faults(result.error));
  return {
    ok: true,
    quote: result.data,
    candle: {
      date: newYorkTime(data.regularMarketTime).date,
      open: money(data.regularMarketOpen),
      high: money(data.regularMarketDayHigh),
      low: money(data.regularMarketDayLow),
      close: result.data.price,
      adjClose: null,
      volume: result.data.volume,
    },
  };
}

const yahooChart = z.object({
  meta: z.object({
    symbol: z.string(),
    currency: z.string(),
    exchangeTimezoneName: z.string().default('America/New_York'),
  }),
  timestamp: z.array(time).nullish(),
  indicators: z.object({
    quote: z.array(
      z.object({
        open: z.array(positive.nullable()).optional(),
        high: z.array(positive.nullable()).optional(),
        low: z.array(positive.nullable()).optional(),
        close: z.array(positive.nullable()).optional(),
        volume: z.array(z.number().nonnegative().nullable()).optional(),
      }),
    ),
    adjclose: z.array(z.object({ adjclose: z.array(positive.nullable()).optional() })).optional(),
  }),
});

/**
 * The candles of a chart, a day being the exchange's own. Rows without a close tell of no trade and are left out.
 * @throws MarketDataError `invalid-data`
 */
export function chartCandles(symbol: string, answer: unknown): { currency: string; candles: Candle[] } {
  const read = yahooChart.safeParse(answer);
  if (!read.success) throw new MarketDataError('invalid-data', `${symbol}: ${faults(read.error)}`);
  const { meta, timestamp, indicators } = read.data;
  if (meta.symbol.toUpperCase() !== symbol)
    throw new MarketDataError('wrong-symbol', `${symbol}: Yahoo answered for ${meta.symbol} in its place`);

  const unit = hundredths[meta.currency] === undefined ? 1 : 100;
  const dayOf = exchangeDay(meta.exchangeTimezoneName);
  const prices = indicators.quote[0] ?? {};
  const adjusted = indicators.adjclose?.[0]?.adjclose;
  const byDate = new Map<string, Candle>();
  (timestamp ?? []).forEach((at, row) => {
    const money = (column: (number | null)[] | undefined): number | null => {
      const value = column?.[row] ?? null;
      return value === null ? null : meantDecimal(value) / unit;
    };
    const close = money(prices.close);
    if (close === null) return;
    const date = dayOf(at);
    byDate.set(date, {
      date,
      open: money(prices.open),
      high: money(prices.high),
      low: money(prices.low),
      close,
      adjClose: money(adjusted),
      volume: prices.volume?.[row] ?? null,
    });
  });
  const candles = z
    .array(candleSchema)
    .parse([...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1)));
  return { currency: hundredths[meta.currency] ?? meta.currency, candles };
}

const yahooHits = z.object({ quotes: z.array(z.unknown()) });
const yahooHit = z.object({
  symbol: symbolSchema,
  longname: z.string().optional(),
  shortname: z.string().optional(),
  exchDisp: z.string().optional(),
  isYahooFinance: z.literal(true),
});

/**
 * What a search found that can be quoted, in Yahoo's order; news, private companies and options are left out.
 * @throws MarketDataError `invalid-data`
 */
export function searchHits(answer: unknown): SearchHit[] {
  const read = yahooHits.safeParse(answer);
  if (!read.success) throw new MarketDataError('invalid-data', `search: ${faults(read.error)}`);
  return read.data.quotes.flatMap((entry) => {
    const hit = yahooHit.safeParse(entry);
    if (!hit.success) return [];
    const { symbol, longname, shortname, exchDisp } = hit.data;
    return [{ symbol, name: longname ?? shortname ?? symbol, exchange: exchDisp ?? null, source: 'yahoo' }];
  });
}

function exchangeDay(timeZone: string): (instant: Date) => string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return (instant) => format.format(instant);
}
