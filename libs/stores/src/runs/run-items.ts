import { events, instant, sessionDate, updateFailure, updateTrigger } from '@marketscope/contracts';
import type { RunBatch, RunProgress } from '@marketscope/domain';
import { z } from 'zod';

/**
 * Sort keys of a run: one item for its plan and how far it is, one for each batch, one for each alert that it fired. The
 * batches' keys hold the plan's edition, so that two plans of one run can't mix: only the winner's are ever read.
 */
export const PLAN = 'plan';
export const BATCH = 'batch#';
export const FIRED = 'fired#';

/** Value of `phase` in the index `open`; a run that is closed has none. */
export const OPEN = 'open';

/** A run's plan and how far it is, as stored. */
export const planItem = z
  .object({
    runId: z.string(),
    trigger: updateTrigger,
    sessionDate,
    startedAt: instant,
    requested: z.number(),
    batches: z.number(),
    edition: z.string(),
    status: z.enum(['running', 'completed', 'partial', 'failed']),
    batchesSent: z.number(),
    batchesDone: z.number(),
    progressedAt: instant,
    publishedAt: instant.nullable(),
    phase: z.literal(OPEN).optional(),
    expiresAt: z.number(),
  })
  .transform(
    ({
      edition,
      expiresAt,
      phase,
      status,
      batchesSent,
      batchesDone,
      progressedAt,
      publishedAt,
      ...plan
    }) => ({
      edition,
      expiresAt,
      progress: {
        plan,
        status,
        batchesSent,
        batchesDone,
        progressedAt,
        publishedAt,
        isOpen: phase === OPEN,
      } satisfies RunProgress,
    }),
  );

/** One batch of a run, as stored. */
export const batchItem = z
  .object({
    number: z.number(),
    symbols: z.array(z.string()),
    outcome: z
      .object({
        finishedAt: instant,
        lost: z.boolean(),
        failed: z.array(updateFailure),
        prices: events['market.update.completed.v1'].shape.data.shape.prices,
      })
      .nullable(),
  })
  .transform(({ number: batch, symbols, outcome }): RunBatch => ({
    batch,
    symbols,
    outcome: outcome && { batch, ...outcome },
  }));

/** Padded, so that the keys sort as the numbers do. */
export function batchKey(edition: string, batch: number): string {
  return `${BATCH}${edition}#${String(batch).padStart(6, '0')}`;
}
