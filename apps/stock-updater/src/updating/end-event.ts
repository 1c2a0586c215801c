import { makeEvent, MAX_UPDATE_PRICES, type EventOf, type UpdateFailure } from '@marketscope/contracts';
import type { BatchOutcome, RunPlan } from '@marketscope/domain';

/** Failures that an update's event names at the most. */
const MAX_NAMED_FAILURES = 100;

/** Share of a run's symbols beyond which those without a price make the run a failure. */
export const FAILED_ABOVE = 0.05;

/** The event that tells how a run ended. */
export type RunEnd = EventOf<'market.update.completed.v1'> | EventOf<'market.update.failed.v1'>;

/** What came of a run: the outcomes of all its batches, and how many alerts it fired. */
export interface RunResult {
  outcomes: readonly BatchOutcome[];
  alertsTriggered: number;
}

/**
 * The event that tells of a run: that it failed when more than 5 % of its symbols have no price, else that it is complete,
 * or partial when it lost a batch. It is made of what is stored alone, and so the same whoever makes it.
 */
export function endEvent(plan: RunPlan, { outcomes, alertsTriggered }: RunResult): RunEnd {
  const { runId, trigger, sessionDate, startedAt, requested } = plan;
  const failed = outcomes.flatMap((outcome) => outcome.failed);
  const prices = outcomes.flatMap((outcome) => outcome.prices);
  const finishedAt = outcomes
    .map((outcome) => outcome.finishedAt)
    .reduce((a, b) => (a > b ? a : b), startedAt);
  const update = {
    runId,
    trigger,
    sessionDate,
    startedAt,
    finishedAt,
    durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
    requested,
    updated: prices.length,
    failedCount: failed.length,
    failed: failed.slice(0, MAX_NAMED_FAILURES),
  };
  const about = {
    source: 'stock-updater',
    subject: sessionDate,
    time: new Date(finishedAt),
    correlationId: runId,
  };
  if (failed.length > requested * FAILED_ABOVE)
    return makeEvent({
      ...about,
      type: 'market.update.failed.v1',
      id: `${runId}#failed`,
      data: { ...update, reason: whyFailed(failed, requested) },
    });
  return makeEvent({
    ...about,
    type: 'market.update.completed.v1',
    id: `${runId}#completed`,
    data: {
      ...update,
      status: outcomes.some(({ lost }) => lost) ? 'partial' : 'completed',
      alertsTriggered,
      prices: prices.toSorted((a, b) => move(b) - move(a)).slice(0, MAX_UPDATE_PRICES),
    },
  });
}

/** How a run ended, as its event tells it. */
export function statusOf(event: RunEnd): 'completed' | 'partial' | 'failed' {
  return event.type === 'market.update.failed.v1' ? 'failed' : event.data.status;
}

/** In words, with what most of the failures have in common. */
function whyFailed(failed: readonly UpdateFailure[], requested: number): string {
  const counts = new Map<string, number>();
  for (const { reason } of failed) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const [[most, count] = ['', 0]] = [...counts].toSorted(([, one], [, other]) => other - one);
  const example = failed.find(({ reason }) => reason === most);
  const told = example ? `; ${count} for ${example.reason}, as ${example.symbol}: ${example.detail}` : '';
  return `${failed.length} of ${requested} symbols have no price${told}`;
}

/** How far a price moved, up or down; one whose move is not known comes last. */
function move({ changePercent }: { changePercent: number | null }): number {
  return changePercent === null ? -1 : Math.abs(changePercent);
}
