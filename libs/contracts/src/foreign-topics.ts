/** Topics that carry no events of ours, and what each carries. */
export const foreignTopics = {
  /** What CloudWatch says of its alarms, in its own shape: `cloudWatchAlarm`. */
  alarms: 'cloudwatch-alarms',
  /** What operators are told by SMS: the topic's subscriptions are their phones. */
  'operator-messages': 'plain-text',
} as const;
export type ForeignTopicName = keyof typeof foreignTopics;
