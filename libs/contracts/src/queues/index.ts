import { z } from 'zod';
import { cloudWatchAlarm, type CloudWatchAlarm } from '../alarms/cloudwatch-alarm.ts';
import { anyEvent, type EventOf } from '../events/index.ts';
import { updateTrigger } from '../events/market-events.ts';
import { instant, sessionDate, symbol } from '../market.ts';
import { objectEvents } from './object-events.ts';

export { objectEvents, type ObjectEvents } from './object-events.ts';

/** What the planner of stock-updater is invoked with, by its schedules and by hand. */
export const updateOrder = z.object({
  trigger: updateTrigger.default('daily'),
  /** Update even on a day without a session. */
  force: z.boolean().default(false),
  /** When the schedule was due: it names the run, so that an invocation which is retried orders no second one. */
  scheduledTime: instant.optional(),
});
export type UpdateOrder = z.infer<typeof updateOrder>;

/** What the schedule `run-sweep` invokes stock-updater with: it ends the runs that nothing comes of any more. */
export const runSweep = z.object({ task: z.literal('sweep-runs') });

/** What it answers. */
export interface SweepAnswer {
  statusCode: 200;
  /** Runs that it ended. */
  ended: number;
}

/** Symbols of one `market-updates` message at the most. */
export const MAX_BATCH_SYMBOLS = 100;

/** One batch of an update, on `market-updates`. */
export const updateBatch = z.object({
  runId: z.string(),
  batch: z.number().int().nonnegative(),
  batches: z.number().int().positive(),
  trigger: updateTrigger,
  sessionDate,
  startedAt: instant,
  symbols: z.array(symbol).min(1).max(MAX_BATCH_SYMBOLS),
  correlationId: z.string(),
});
export type UpdateBatch = z.infer<typeof updateBatch>;

/** Recipients of one `deliveries` message at the most. */
export const MAX_PAGE_RECIPIENTS = 100;

/** One page of an event's recipients, on `deliveries`. */
export const deliveryPage = z.object({
  /** `eventId#page`. */
  id: z.string(),
  event: anyEvent,
  recipients: z.array(z.string()).min(1).max(MAX_PAGE_RECIPIENTS),
});
export type DeliveryPage = z.infer<typeof deliveryPage>;

/** Tells what CloudWatch says of an alarm from an event. */
export function isAlarm(message: EventOf | CloudWatchAlarm): message is CloudWatchAlarm {
  return 'AlarmName' in message;
}

/**
 * On `notifications`: an event of a topic, or what CloudWatch says of an alarm. Which of them it is comes first, so that
 * a fault is named by its place and not as fitting neither.
 */
export const notificationMessage = z.unknown().transform((message, context): EventOf | CloudWatchAlarm => {
  const isAlarmLike = typeof message === 'object' && message !== null && 'AlarmName' in message;
  const result = (isAlarmLike ? cloudWatchAlarm : anyEvent).safeParse(message);
  if (result.success) return result.data;
  for (const { path, message: fault } of result.error.issues)
    context.addIssue({ code: 'custom', path, message: fault });
  return z.NEVER;
});

/** The schema of each queue's messages. `notifications` carries what the topics do, `document-events` what S3 tells. */
export const queues = {
  'market-updates': updateBatch,
  notifications: notificationMessage,
  deliveries: deliveryPage,
  'document-events': objectEvents,
} as const;
export type QueueName = keyof typeof queues;

/** What the planner answers: the run that it ordered, or why it ordered none. */
export const updatePlan = z.object({
  statusCode: z.literal(200),
  runId: z.string().nullable(),
  sessionDate: sessionDate.nullable(),
  symbols: z.number().int().nonnegative(),
  batches: z.number().int().nonnegative(),
  /** Why nothing was ordered, e.g. that the day has no session; null when a run was. */
  skipped: z.string().nullable(),
});
export type UpdatePlan = z.infer<typeof updatePlan>;
