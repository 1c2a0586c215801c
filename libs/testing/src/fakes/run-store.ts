import type { RunBatch, RunPlan, RunProgress, RunStatus, RunStore } from '@marketscope/domain';

interface Run {
  plan: RunPlan;
  status: RunStatus;
  batches: RunBatch[];
  batchesSent: number;
  progressedAt: string;
  publishedAt: string | null;
  isOpen: boolean;
  fired: Set<string>;
}

/** Update runs in memory. */
export function createFakeRunStore(): RunStore {
  const runs = new Map<string, Run>();
  const known = (runId: string): Run => {
    const run = runs.get(runId);
    if (!run) throw new Error(`there is no run ${runId}`);
    return run;
  };
  const progressOf = ({ batches, fired: _, ...run }: Run): RunProgress => ({
    ...run,
    batchesDone: batches.filter(({ outcome }) => outcome !== null).length,
  });
  return {
    async begin({ batches, ...of }) {
      const run = runs.get(of.runId) ?? {
        plan: {
          ...of,
          requested: batches.reduce((sum, symbols) => sum + symbols.length, 0),
          batches: batches.length,
        },
        status: 'running',
        batches: batches.map((symbols, batch) => ({ batch, symbols: [...symbols], outcome: null })),
        batchesSent: 0,
        progressedAt: of.startedAt,
        publishedAt: null,
        isOpen: true,
        fired: new Set(),
      };
      runs.set(of.runId, run);
      return progressOf(run);
    },
    async progress(runId) {
      const run = runs.get(runId);
      return run && progressOf(run);
    },
    async batches(runId) {
      return (runs.get(runId)?.batches ?? []).map((batch) => ({ ...batch }));
    },
    async batch(runId, batch) {
      const found = runs.get(runId)?.batches[batch];
      return found && { ...found };
    },
    async markSent(runId, sent, at) {
      const run = known(runId);
      if (sent <= run.batchesSent) return;
      run.batchesSent = sent;
      run.progressedAt = at.toISOString();
    },
    async noteFiring(runId, eventId) {
      known(runId).fired.add(eventId);
    },
    async firings(runId) {
      return runs.get(runId)?.fired.size ?? 0;
    },
    async finishBatch(runId, outcome) {
      const run = known(runId);
      const batch = run.batches[outcome.batch];
      if (!batch) throw new Error(`run ${runId} has no batch ${outcome.batch}`);
      if (batch.outcome === null) {
        batch.outcome = outcome;
        run.progressedAt = outcome.finishedAt;
      }
      return progressOf(run);
    },
    async markPublished(runId, status, publishedAt) {
      const run = runs.get(runId);
      if (!run || run.publishedAt !== null) return false;
      run.status = status;
      run.publishedAt = publishedAt.toISOString();
      return true;
    },
    async open() {
      return [...runs.values()]
        .filter(({ isOpen }) => isOpen)
        .map(progressOf)
        .toSorted((a, b) => Date.parse(a.plan.startedAt) - Date.parse(b.plan.startedAt));
    },
    async close(runId) {
      const run = runs.get(runId);
      if (run) run.isOpen = false;
    },
  };
}
