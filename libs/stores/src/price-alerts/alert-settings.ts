import { z } from 'zod';

/** Environment variables that every service which reaches alerts has alike; part of its configuration. */
export const alertSettings = z.object({
  /** Shards of each key of the alerts' indexes. It may grow, never shrink. */
  ALERT_SHARDS: z.coerce.number().int().min(1).max(64).default(1),
});
