import type { FailureReason } from '@marketscope/contracts';
import type { QuoteOutcome } from '@marketscope/domain';
import type { z } from 'zod';

/** Clocks that differ a little are no reason to refuse a price, one from the future is. */
const CLOCK_TOLERANCE_MS = 5 * 60_000;

/**
 * What is wrong with a price as a provider gave it: `implausible-price` for what is no positive finite number,
 * `invalid-data` for none at all. Undefined for a price.
 */
export function priceFault(price: unknown): { reason: FailureReason; detail: string } | undefined {
  if (price === null || price === undefined) return { reason: 'invalid-data', detail: 'there is none' };
  if (typeof price === 'number' && Number.isFinite(price) && price > 0) return undefined;
  const shown = typeof price === 'number' || typeof price === 'string' ? String(price) : typeof price;
  return { reason: 'implausible-price', detail: `${shown.slice(0, 30)} is no price` };
}

/** Whether a price claims to be true later than now, by more than clocks differ. */
export function isFromTheFuture(asOf: Date, now: Date): boolean {
  return asOf.getTime() > now.getTime() + CLOCK_TOLERANCE_MS;
}

/** The outcome of a symbol without a price. */
export function failed(symbol: string, reason: FailureReason, detail: string): QuoteOutcome {
  return { ok: false, failure: { symbol, reason, detail } };
}

/** A schema's faults in a line. */
export function faults(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
}
