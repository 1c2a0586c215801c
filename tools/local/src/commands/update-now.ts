/** `npm run update-now`: orders an update as the daily schedule does, whatever the day, and follows it to its end. */
import { setTimeout as pause } from 'node:timers/promises';
import { updatePlan, type UpdatePlan } from '@marketscope/contracts';
import { z } from 'zod';
import { runReport, type RunReport } from '../stack/run-report.ts';
import { CommandError, runCommand, runningStack } from './command.ts';
import { alarming, dim } from './styles.ts';

const POLL_MS = 250;
/** Milliseconds without any progress after which a run counts as stuck. */
const STUCK_MS = 120_000;

await runCommand(async () => {
  const { url, logs } = await runningStack();
  const plan = await order(url);
  console.log(JSON.stringify(plan));
  if (plan.runId === null) {
    console.log(`Nothing was updated: ${plan.skipped}.`);
    return;
  }
  const report = await follow(url, plan.runId, logs);
  console.log(
    `Updated ${report.updated} of ${report.requested} symbols of ${report.sessionDate}, ` +
      `${report.alertsTriggered} alert${report.alertsTriggered === 1 ? '' : 's'} fired, ${report.failed.length} failed.`,
  );
  for (const { symbol, reason, detail } of report.failed)
    console.log(dim(`  ${symbol}: ${reason}, ${detail}`));
  if (report.requested > 0 && report.updated === 0)
    throw new CommandError(alarming('No symbol was updated.'));
});

/** Invokes the planner. @throws CommandError when it fails */
async function order(url: string): Promise<UpdatePlan> {
  const response = await fetch(new URL('/dev/functions/stock-updater', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ trigger: 'daily', force: true }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) {
    const { detail = '', errorType = String(response.status) } = z
      .object({ detail: z.string(), errorType: z.string() })
      .partial()
      .parse(answer);
    throw new CommandError(`The planner failed with ${errorType}: ${detail}`);
  }
  return z.object({ result: updatePlan }).parse(answer).result;
}

/** Follows a run until its end is published. @throws CommandError when nothing happens any more */
async function follow(url: string, runId: string, logs: string): Promise<RunReport> {
  let done = -1;
  let lastProgress = Date.now();
  for (;;) {
    const response = await fetch(new URL(`/dev/runs/${encodeURIComponent(runId)}`, url));
    const report = runReport.parse(await response.json());
    if (report.batchesDone > done) {
      done = report.batchesDone;
      lastProgress = Date.now();
      console.log(
        dim(`${done} of ${report.batches} batches, ${report.updated} of ${report.requested} symbols`),
      );
    }
    if (report.finished) return report;
    if (Date.now() - lastProgress > STUCK_MS)
      throw new CommandError(
        alarming(
          `Run ${runId} made no progress for ${STUCK_MS / 1000} s. ${logs}/stock-updater.log tells why.`,
        ),
      );
    await pause(POLL_MS);
  }
}
