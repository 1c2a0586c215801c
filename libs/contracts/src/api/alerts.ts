import { z } from 'zod';
import { alert, alertDirection, alertKind } from '../alert.ts';
import { symbol } from '../market.ts';
import { listOf } from './list.ts';

export const alertRequest = z.strictObject({
  symbol,
  kind: alertKind.default('price'),
  direction: alertDirection,
  threshold: z.number().positive().max(1e9),
  note: z.string().trim().min(1).max(500).nullable().default(null),
});
export type AlertRequest = z.infer<typeof alertRequest>;
export const alertListResponse = listOf(alert);
