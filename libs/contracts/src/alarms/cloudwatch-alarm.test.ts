import { expect, it } from 'vitest';
import { queues } from '../queues/index.ts';
import { alarmChangeId, cloudWatchAlarm } from './cloudwatch-alarm.ts';

/** An alarm's message as CloudWatch publishes it. */
const message = {
  AlarmName: 'marketscope-prod-notifications-dlq-not-empty',
  AlarmDescription: 'A message failed 5 times. What to do: https://example.com/runbooks/dead-letters.md',
  AWSAccountId: '123456789012',
  AlarmConfigurationUpdatedTimestamp: '2026-11-01T09:00:00.000+0000',
  NewStateValue: 'ALARM',
  NewStateReason:
    'Threshold Crossed: 1 datapoint [1.0 (20/11/26 21:01:00)] was greater than the threshold (0.0).',
  StateChangeTime: '2026-11-20T21:02:11.123+0000',
  Region: 'US East (N. Virginia)',
  AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:marketscope-prod-notifications-dlq-not-empty',
  OldStateValue: 'OK',
  OKActions: [],
  AlarmActions: ['arn:aws:sns:us-east-1:123456789012:marketscope-prod-alarms'],
  InsufficientDataActions: [],
  Trigger: {
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Namespace: 'AWS/SQS',
    StatisticType: 'Statistic',
    Statistic: 'MAXIMUM',
    Unit: null,
    Dimensions: [{ value: 'marketscope-prod-notifications-dlq', name: 'QueueName' }],
    Period: 60,
    EvaluationPeriods: 1,
    ComparisonOperator: 'GreaterThanThreshold',
    Threshold: 0,
    TreatMissingData: 'notBreaching',
    EvaluateLowSampleCountPercentile: '',
  },
};

it('reads what CloudWatch publishes, its times as ISO 8601', () => {
  const alarm = cloudWatchAlarm.parse(message);
  expect(alarm).toMatchObject({ StateChangeTime: '2026-11-20T21:02:11.123Z', OldStateValue: 'OK' });
  expect(alarmChangeId(alarm)).toBe(
    'alarm#marketscope-prod-notifications-dlq-not-empty#2026-11-20T21:02:11.123Z',
  );
});

it('reads an alarm without a description, and a composite one', () => {
  const { Trigger: _, ...composite } = { ...message, AlarmDescription: null };
  expect(cloudWatchAlarm.parse(composite).AlarmDescription).toBeNull();
});

it('is taken by the queue of notifications beside events, and each fault is named by its place', () => {
  expect(queues.notifications.parse(message)).toEqual(cloudWatchAlarm.parse(message));
  const faults = (broken: unknown) =>
    queues.notifications.safeParse(broken).error?.issues.map(({ path }) => path.join('.'));
  expect(faults({ ...message, StateChangeTime: 'yesterday' })).toEqual(['StateChangeTime']);
  expect(faults({ ...message, NewStateValue: 'BROKEN', Region: 7 })).toEqual(['NewStateValue', 'Region']);
  expect(faults({ specversion: '1.0', type: 'nothing.known.v1' })).toEqual(['type']);
  expect(faults(null)).toHaveLength(1);
});
