/**
 * What CloudWatch publishes when it finds that Friday's update has not ended.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function missedUpdateAlarm(more: object = {}): object {
  return {
    AlarmName: 'marketscope-test-update-missed',
    AlarmDescription: 'No daily update has succeeded by midnight UTC of a weekday.',
    AWSAccountId: '123456789012',
    AlarmConfigurationUpdatedTimestamp: '2026-11-01T09:00:00.000+0000',
    NewStateValue: 'ALARM',
    NewStateReason:
      'Threshold Crossed: 1 datapoint [0.0 (20/11/26 18:00:00)] was less than the threshold (1.0).',
    StateChangeTime: '2026-11-21T00:05:00.123+0000',
    Region: 'US East (N. Virginia)',
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:marketscope-test-update-missed',
    OldStateValue: 'OK',
    OKActions: [],
    AlarmActions: [],
    InsufficientDataActions: [],
    Trigger: {
      Period: 21_600,
      EvaluationPeriods: 1,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
      EvaluateLowSampleCountPercentile: '',
      Metrics: [
        {
          Id: 'due',
          Label: 'Daily updates that ended where one was due',
          Expression: 'IF(DAY(ended) < 6 AND HOUR(ended) == 18, ended, 1)',
          ReturnData: true,
        },
      ],
    },
    ...more,
  };
}
