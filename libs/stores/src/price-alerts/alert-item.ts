import { alert, events, instant, priceSource, sessionDate } from '@marketscope/contracts';
import type { StoredAlert } from '@marketscope/domain';
import { z } from 'zod';
import type { IndexKeys } from './alert-keys.ts';

/** An alert as it stands in the table. */
const item = alert
  .omit({ id: true })
  .extend({
    alertId: z.string(),
    userId: z.string(),
    armGeneration: z.number(),
    armedSince: instant.nullable(),
    lastCrossing: z.object({ asOf: instant, source: priceSource }).nullable(),
    untold: events['alert.triggered.v1'].nullable(),
    pricesOf: sessionDate,
    revision: z.number(),
  })
  .transform(({ alertId, ...rest }): StoredAlert => ({ ...rest, id: alertId }));

/** The alert that an item holds. */
export function alertOf(stored: Record<string, unknown>): StoredAlert {
  return item.parse(stored);
}

/** The item of an alert. */
export function itemOf({ id, ...rest }: StoredAlert, keys: IndexKeys): Record<string, unknown> {
  return { ...rest, alertId: id, ...keys };
}
