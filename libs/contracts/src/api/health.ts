import { z } from 'zod';

/** Readiness with the state of each thing depended on. */
export const readiness = z.object({
  ready: z.boolean(),
  dependencies: z.record(z.string(), z.object({ ok: z.boolean(), detail: z.string().optional() })),
});
export type Readiness = z.infer<typeof readiness>;
