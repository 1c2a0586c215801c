import { updateOrder, type CloudWatchAlarm } from '@marketscope/contracts';
import { lastDailyUpdateDue, type RestartStore } from '@marketscope/domain';
import type { TopicMessageContext } from '@marketscope/messaging';
import { planUpdate, scheduledRunId, type PlannerPorts } from '../planning/planner.ts';

/** What starting a missed update again needs. */
export interface RestartPorts extends PlannerPorts {
  restarts: RestartStore;
}

/**
 * Starts the daily update again that the alarm `update-missed` tells of: once, under the id that the schedule would have
 * given it, so that batches which did happen are folded. Every other alarm is ignored.
 *
 * The restart is claimed before it is planned and marked as done after it. Whoever dies in between loses nothing: the claim
 * ends with the invocation that held it, Lambda repeats what failed, and planning twice orders the same run.
 * @throws Error while another invocation holds the claim, so that Lambda asks again when that one has ended
 */
export async function restartMissedUpdate(
  alarm: CloudWatchAlarm,
  ports: RestartPorts,
  { topicName, remainingTimeMs, logger }: TopicMessageContext,
): Promise<void> {
  if (alarm.AlarmName !== updateMissedAlarm(topicName) || alarm.NewStateValue !== 'ALARM') {
    logger.debug({ alarm: alarm.AlarmName, state: alarm.NewStateValue }, 'alarm ignored');
    return;
  }
  const due = lastDailyUpdateDue(new Date(alarm.StateChangeTime));
  const runId = scheduledRunId('daily', due);
  const runLogger = logger.child({ runId });
  if ((await ports.runs.progress(runId))?.publishedAt) {
    runLogger.info('missed update has ended meanwhile');
    return;
  }
  const now = ports.clock();
  const claim = await ports.restarts.claim(runId, {
    now,
    until: new Date(now.getTime() + remainingTimeMs()),
  });
  if (claim === 'done') {
    runLogger.info('missed update was started again before, which is done once');
    return;
  }
  if (claim === 'held') throw new Error(`another invocation is about to start ${runId} again`);
  const order = updateOrder.parse({ trigger: 'daily', scheduledTime: due.toISOString() });
  const { batches, skipped } = await planUpdate(order, { ...ports, logger: runLogger });
  await ports.restarts.markDone(runId, ports.clock());
  runLogger.warn({ batches, skipped }, 'missed update started again');
}

/** The alarm's name in the environment of a topic: both are named alike, `marketscope-prod-…`. */
function updateMissedAlarm(topicName: string): string {
  return topicName.replace(/alarms$/, 'update-missed');
}
