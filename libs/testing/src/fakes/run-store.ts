import type { BatchOutcome, RunPlan, RunProgress, RunStore } from '@marketscope/domain';

interface Run {
  plan: RunPlan;
  outcomes: Map<number, BatchOutcome>;
  publishedAt: string | null;
}

/** Update runs in memory. */
export function createFakeRunStore(): RunStore {
  const runs = new Map<string, Run>();
  const progressOf = ({ plan, outcomes, publishedAt }: Run): RunProgress => ({
    plan,
    batchesDone: outcomes.size,
    publishedAt,
  });
  return {
    async begin(plan) {
      const run = runs.get(plan.runId) ?? { plan, outcomes: new Map(), publishedAt: null };
      runs.set(plan.runId, run);
      return run.plan;
    },
    async progress(runId) {
      const run = runs.get(runId);
      return run && progressOf(run);
    },
    async finishBatch(runId, outcome) {
      const run = runs.get(runId);
      if (!run) throw new Error(`there is no run ${runId}`);
      if (!run.outcomes.has(outcome.batch)) run.outcomes.set(outcome.batch, outcome);
      return progressOf(run);
    },
    async outcomes(runId) {
      const outcomes = [...(runs.get(runId)?.outcomes.values() ?? [])];
      return outcomes.toSorted((a, b) => a.batch - b.batch);
    },
    async markPublished(runId, publishedAt) {
      const run = runs.get(runId);
      if (!run || run.publishedAt !== null) return false;
      run.publishedAt = publishedAt.toISOString();
      return true;
    },
  };
}
