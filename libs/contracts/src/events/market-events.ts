import { z } from 'zod';
import { failureReason, quote, sessionDate, instant, symbol, symbolFailure } from '../market.ts';
import { screen } from '../screen.ts';
import { eventSchema } from './envelope.ts';

/** What started an update. Only `daily` tells people about their day. */
export const updateTrigger = z.enum(['daily', 'intraday']);
export type UpdateTrigger = z.infer<typeof updateTrigger>;

/** Why a symbol has no price after an update: the market's reasons, or that the batch which it was in was lost. */
export const updateFailure = symbolFailure.extend({
  reason: z.enum([...failureReason.options, 'batch-lost']),
});
export type UpdateFailure = z.infer<typeof updateFailure>;

const update = z.object({
  runId: z.string(),
  trigger: updateTrigger,
  sessionDate,
  startedAt: instant,
  finishedAt: instant,
  durationMs: z.number().int().nonnegative(),
  /** Symbols asked for, and of those how many have a price now. */
  requested: z.number().int().nonnegative(),
  updated: z.number().int().nonnegative(),
  /** The failures' number; `failed` names the first hundred of them. */
  failedCount: z.number().int().nonnegative(),
  failed: z.array(updateFailure).max(100),
});

/** Prices carried by an update event at the most, largest moves first, so that no update outgrows a message. */
export const MAX_UPDATE_PRICES = 200;

export const marketEvents = {
  'market.update.completed.v1': eventSchema(
    'market.update.completed.v1',
    update.extend({
      /** `partial` when a batch was lost. Events from before there was such a thing don't say. */
      status: z.enum(['completed', 'partial']).default('completed'),
      alertsTriggered: z.number().int().nonnegative(),
      prices: z
        .array(
          quote.pick({
            symbol: true,
            price: true,
            changePercent: true,
            currency: true,
            asOf: true,
            source: true,
          }),
        )
        .max(MAX_UPDATE_PRICES),
    }),
  ),
  'market.update.failed.v1': eventSchema('market.update.failed.v1', update.extend({ reason: z.string() })),
  'market.quotes.updated.v1': eventSchema(
    'market.quotes.updated.v1',
    z.object({ runId: z.string(), batch: z.number().int().nonnegative(), quotes: z.array(quote).max(100) }),
  ),
  'screen.completed.v1': eventSchema(
    'screen.completed.v1',
    z.object({
      date: sessionDate,
      symbols: z.number().int().nonnegative(),
      /** The CSV's key in the bucket `artifacts`. */
      csvKey: z.string(),
      worst: screen.shape.worst,
      newEntrantCount: z.number().int().nonnegative(),
      /** The first hundred of them. */
      newEntrants: z.array(symbol).max(100),
    }),
  ),
};
