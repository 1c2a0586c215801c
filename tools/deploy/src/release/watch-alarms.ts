import { DescribeAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';

/** An alarm that is on. */
export interface RaisedAlarm {
  name: string;
  reason: string;
}

/** Answers which of these alarms are on. */
export type AlarmReader = (names: readonly string[]) => Promise<RaisedAlarm[]>;

/** CloudWatch describes a hundred alarms in one answer. */
const NAMES_PER_CALL = 100;

/** Reads alarms of CloudWatch; those that don't exist are not on. */
export function createAlarmReader(cloudwatch: CloudWatchClient): AlarmReader {
  return async (names) => {
    const raised: RaisedAlarm[] = [];
    for (let first = 0; first < names.length; first += NAMES_PER_CALL) {
      const { MetricAlarms = [] } = await cloudwatch.send(
        new DescribeAlarmsCommand({
          AlarmNames: names.slice(first, first + NAMES_PER_CALL),
          MaxRecords: NAMES_PER_CALL,
        }),
      );
      for (const { AlarmName = '', StateValue, StateReason = '' } of MetricAlarms)
        if (StateValue === 'ALARM') raised.push({ name: AlarmName, reason: StateReason });
    }
    return raised;
  };
}

/**
 * Watches alarms for a while.
 * @param options.already alarms that were on before, which tell nothing of what is watched
 * @returns the first alarms that went off, or none when the time is over
 */
export async function watchAlarms({
  names,
  already,
  seconds,
  everySeconds = 5,
  read,
  pause,
}: {
  names: readonly string[];
  already: readonly RaisedAlarm[];
  seconds: number;
  everySeconds?: number;
  read: AlarmReader;
  pause: (seconds: number) => Promise<void>;
}): Promise<RaisedAlarm[]> {
  const judged = names.filter((name) => !already.some((alarm) => alarm.name === name));
  for (let left = seconds; ; left -= everySeconds) {
    const raised = await read(judged);
    if (raised.length > 0 || left <= 0) return raised;
    await pause(Math.min(everySeconds, left));
  }
}
