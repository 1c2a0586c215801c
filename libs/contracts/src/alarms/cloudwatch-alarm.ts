import { z } from 'zod';

const state = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);

/** An instant as CloudWatch writes it, `2026-11-20T21:02:11.123+0000`; read as ISO 8601 in UTC. */
const stateChangeTime = z
  .string()
  .transform((text) => text.replace(/\+00:?00$/, 'Z'))
  .pipe(z.iso.datetime());

/** What is measured. Of several metrics in an expression none has a name here. */
const trigger = z.object({
  MetricName: z.string().optional(),
  Namespace: z.string().optional(),
  ComparisonOperator: z.string().optional(),
  Threshold: z.number().optional(),
  Period: z.number().optional(),
  EvaluationPeriods: z.number().optional(),
});

/**
 * What CloudWatch publishes when an alarm changes its state; what it adds to that is left out.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export const cloudWatchAlarm = z.object({
  AlarmName: z.string().min(1),
  AlarmArn: z.string().optional(),
  /** Of our alarms: what is wrong in a sentence, and `What to do: <runbook>`. */
  AlarmDescription: z.string().nullable().default(null),
  AWSAccountId: z.string(),
  NewStateValue: state,
  /** CloudWatch's own words, with the values that were measured. */
  NewStateReason: z.string(),
  StateChangeTime: stateChangeTime,
  /** The region's name for people, e.g. `US East (N. Virginia)`. */
  Region: z.string(),
  OldStateValue: state,
  /** None of a composite alarm. */
  Trigger: trigger.optional(),
});
export type CloudWatchAlarm = z.infer<typeof cloudWatchAlarm>;

/** Names a change of an alarm's state: the same for each time that CloudWatch tells of it. */
export function alarmChangeId({
  AlarmName,
  StateChangeTime,
}: Pick<CloudWatchAlarm, 'AlarmName' | 'StateChangeTime'>): string {
  return `alarm#${AlarmName}#${StateChangeTime}`;
}
