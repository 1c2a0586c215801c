import { z } from 'zod';

/** ISO 8601 instant in UTC, e.g. `2026-11-20T21:00:00.000Z`. */
export const instant = z.iso.datetime();

/** Calendar day of an exchange session, `YYYY-MM-DD`. */
export const sessionDate = z.iso.date();

/**
 * A ticker as users type it: normalised to upper case. Letters, digits and `. - ^ =` as Yahoo writes them
 * (`BRK-B`, `^GSPC`, `EURUSD=X`).
 */
export const symbol = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9^][A-Z0-9.^=-]{0,14}$/, 'A symbol has 1 to 15 letters, digits or . - ^ =');

/** ISO 4217 code, e.g. `USD`. Money is always a number with its currency beside it. */
export const currency = z.string().regex(/^[A-Z]{3}$/);

/** Where a price came from. `synthetic` is generated, never a market's, and must be shown as such. */
export const priceSource = z.enum(['yahoo', 'alpaca', 'replay', 'synthetic']);
export type PriceSource = z.infer<typeof priceSource>;

/** The last known price of a symbol. What the source did not give is `null`, never filled in. */
export const quote = z.object({
  symbol,
  name: z.string().nullable(),
  price: z.number().positive(),
  previousClose: z.number().positive().nullable(),
  /** In money since the previous close. */
  change: z.number().nullable(),
  /** In percent since the previous close, e.g. `-1.25`. */
  changePercent: z.number().nullable(),
  currency,
  /** Shares traded in the session so far. */
  volume: z.number().nonnegative().nullable(),
  /** When the price was true, on the exchange; not when it was fetched. */
  asOf: instant,
  source: priceSource,
});
export type Quote = z.infer<typeof quote>;

/** One session of a symbol. Closing-price recordings have no open, high, low or volume: those are `null`. */
export const candle = z.object({
  date: sessionDate,
  open: z.number().positive().nullable(),
  high: z.number().positive().nullable(),
  low: z.number().positive().nullable(),
  close: z.number().positive(),
  /** Close adjusted for splits and dividends; `null` when the source gives none. */
  adjClose: z.number().positive().nullable(),
  volume: z.number().nonnegative().nullable(),
});
export type Candle = z.infer<typeof candle>;

/**
 * What keeps a symbol without a price:
 * - `unknown-symbol`: every provider that was asked knows no such symbol.
 * - `provider-unavailable`, `rate-limited`: no provider answered, or none may be asked for a while.
 * - `invalid-data`: the answer could not be read, or lacks what a price needs.
 * - `wrong-symbol`: the answer is about another symbol than the one asked for.
 * - `implausible-price`: the price is zero, negative, no finite number, or a jump that nothing explains.
 * - `currency-changed`: the price is in another currency than the last known one.
 * - `out-of-order`: the price is older than the last known one, or from the future.
 * - `split-suspected`: the price jumped by a usual split ratio, which the provider's own previous close does not confirm yet.
 */
export const failureReason = z.enum([
  'unknown-symbol',
  'provider-unavailable',
  'rate-limited',
  'invalid-data',
  'wrong-symbol',
  'implausible-price',
  'currency-changed',
  'out-of-order',
  'split-suspected',
]);
export type FailureReason = z.infer<typeof failureReason>;

/** Why one symbol of many has no result. */
export const symbolFailure = z.object({
  symbol,
  reason: failureReason,
  detail: z.string(),
});
export type SymbolFailure = z.infer<typeof symbolFailure>;
