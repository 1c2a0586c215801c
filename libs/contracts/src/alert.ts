import { z } from 'zod';
import { currency, instant, symbol } from './market.ts';

/** What an alert watches. Each kind has its own unit of threshold: `price` is money in the symbol's currency. */
export const alertKind = z.enum(['price']);
export type AlertKind = z.infer<typeof alertKind>;

/** `above` fires at or above the threshold, `below` at or below it. */
export const alertDirection = z.enum(['above', 'below']);
export type AlertDirection = z.infer<typeof alertDirection>;

/**
 * `waiting`: its condition was true (or unknown) when it was made; it arms when seen false.
 * `armed`: fires when its condition is seen true. `triggered`: fired, and done.
 */
export const alertState = z.enum(['waiting', 'armed', 'triggered', 'snoozed', 'expired']);
export type AlertState = z.infer<typeof alertState>;

/** An alert as its owner sees it. */
export const alert = z.object({
  id: z.string(),
  symbol,
  kind: alertKind,
  direction: alertDirection,
  threshold: z.number(),
  currency: currency.nullable(),
  basePrice: z.number().nullable(),
  repeat: z.boolean(),
  cooldownMinutes: z.number().int().nullable(),
  snoozedUntil: instant.nullable(),
  expiresAt: instant.nullable(),
  note: z.string().nullable(),
  state: alertState,
  createdAt: instant,
  lastTriggeredAt: instant.nullable(),
});
export type Alert = z.infer<typeof alert>;
