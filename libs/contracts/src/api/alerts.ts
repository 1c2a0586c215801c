import { z } from 'zod';
import { alert, alertDirection, alertKind, conditionFaults } from '../alert.ts';
import { instant, sessionDate, symbol } from '../market.ts';
import { listOf } from './list.ts';

const note = z.string().trim().min(1).max(500);
const basePrice = z.number().positive('A base price is more than 0').max(1e9);
/** At most 30 days. */
const cooldownMinutes = z.number().int().min(1).max(43_200);

/** A new alert. What may be left out is null, or the default said. */
export const alertRequest = z
  .strictObject({
    symbol,
    kind: alertKind.default('price'),
    direction: alertDirection,
    /** In the unit of the kind; an `average-cross` has none. */
    threshold: z.number().default(0),
    /** Of `base-percent` alone: the present price when left out. */
    basePrice: basePrice.nullable().default(null),
    repeat: z.boolean().default(false),
    /** Of a repeating alert alone: `defaultCooldownMinutes` when left out. */
    cooldownMinutes: cooldownMinutes.nullable().default(null),
    snoozedUntil: instant.nullable().default(null),
    expiresAt: instant.nullable().default(null),
    note: note.nullable().default(null),
  })
  .superRefine(
    (request, context) => {
      for (const { field, message } of conditionFaults(request))
        context.addIssue({ code: 'custom', path: [field], message });
      if (request.basePrice !== null && request.kind !== 'base-percent')
        context.addIssue({
          code: 'custom',
          path: ['basePrice'],
          message: 'Only a base-percent alert has a base price',
        });
      if (request.cooldownMinutes !== null && !request.repeat)
        context.addIssue({
          code: 'custom',
          path: ['cooldownMinutes'],
          message: 'Only an alert that repeats has a cool-down: set `repeat` to true',
        });
    },
    // Beside what is wrong elsewhere, as soon as there is a condition to look at: all faults are told together.
    { when: ({ value }) => z.object({ kind: alertKind, threshold: z.number() }).safeParse(value).success },
  );
export type AlertRequest = z.infer<typeof alertRequest>;

/** A change of an alert: what is left out stays. */
export const alertPatch = z
  .strictObject({
    threshold: z.number().optional(),
    direction: alertDirection.optional(),
    note: note.nullable().optional(),
    repeat: z.boolean().optional(),
    cooldownMinutes: cooldownMinutes.optional(),
    /** Null ends the snooze. */
    snoozedUntil: instant.nullable().optional(),
    /** Null for no end. */
    expiresAt: instant.nullable().optional(),
    /** Measures a `base-percent` alert from the present price. */
    rebase: z.literal(true).optional(),
    /** Has an alert that fired, rests or is snoozed watch again. */
    rearm: z.literal(true).optional(),
  })
  .refine((patch) => Object.values(patch).some((value) => value !== undefined), {
    message: 'Say what to change',
  });
export type AlertPatch = z.infer<typeof alertPatch>;

export const alertListResponse = listOf(alert);

/** How often an alert would have fired over the last year, counted from daily closes. */
export const alertPreview = z.object({
  /** How often its condition came true, each time as if it had been set again; a repeating alert's cool-down counts. */
  wouldHaveFired: z.number().int().nonnegative(),
  /** Oldest first; `value` in the unit of the kind. */
  firings: z.array(z.object({ date: sessionDate, value: z.number() })),
  /** Sessions that were looked at: at most 252, those only in which the value was known. */
  sessions: z.number().int().nonnegative(),
  /** The first and the last of them; null when there are none. */
  from: sessionDate.nullable(),
  to: sessionDate.nullable(),
  /** What the base price is, or would be; null for all kinds but `base-percent`. */
  basePrice: z.number().nullable(),
  now: z.object({
    /** In the unit of the kind; null when nobody can tell just now. */
    value: z.number().nullable(),
    /** Whether it is true already, so that it would wait first. */
    met: z.boolean().nullable(),
  }),
});
export type AlertPreview = z.infer<typeof alertPreview>;
