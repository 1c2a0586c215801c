/** Topics that carry no events of ours, and what each carries. */
export const foreignTopics = {
  /** What CloudWatch says of its alarms, in its own shape: `cloudWatchAlarm`. */
  alarms: 'cloudwatch-alarms',
} as const;
export type ForeignTopicName = keyof typeof foreignTopics;
