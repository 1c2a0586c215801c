import { alertDirection, alertKind, symbol } from '@marketscope/contracts';
import { z } from 'zod';

/** Something of the person's that a tool call would change. */
export const change = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('watch'), symbol }),
  z.object({
    kind: z.literal('create-alert'),
    symbol,
    alertKind,
    direction: alertDirection,
    threshold: z.number(),
    /** Null for the present price, and for every kind but `base-percent`. */
    basePrice: z.number().nullable(),
    repeat: z.boolean(),
    cooldownMinutes: z.number().nullable(),
    /** Last day on which it may fire; null for no end. */
    expiresOn: z.iso.date().nullable(),
    note: z.string().nullable(),
  }),
  z.object({ kind: z.literal('change-alert'), alertId: z.string(), threshold: z.number() }),
  z.object({ kind: z.literal('delete-alert'), alertId: z.string() }),
]);
export type Change = z.infer<typeof change>;

/** What a tool answers instead of changing what the person has not asked for. */
export const confirmationNeeded = z.object({ status: z.literal('needs-confirmation'), change });
