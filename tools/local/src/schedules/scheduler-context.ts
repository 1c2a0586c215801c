/**
 * A schedule's input with Scheduler's context attribute for the time it was due put in its place, to the second.
 * Source: https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
 */
export function withScheduledTime(input: unknown, due: Date): unknown {
  const time = due.toISOString().replace(/\.\d{3}Z$/, 'Z');
  return JSON.parse(JSON.stringify(input).replaceAll('<aws.scheduler.scheduled-time>', time));
}
