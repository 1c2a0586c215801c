import type { Topology } from '@marketscope/contracts/topology';
import { Cron } from 'croner';
import type { Reporter } from '../reporter.ts';
import { CRONER_DIALECT, cronerPattern } from './eventbridge-cron.ts';
import { withScheduledTime } from './scheduler-context.ts';

/** Schedules that invoke their functions until they are stopped. */
export interface RunningSchedules {
  /** When each schedule is due next, by its name. */
  next(): Record<string, Date | null>;
  stop(): void;
}

/**
 * Invokes functions when their schedules are due, in the schedules' time zone and with their input, as EventBridge
 * Scheduler does: without waiting for an invocation before the next one. What fails is reported.
 */
export function startSchedules(
  schedules: Topology['schedules'],
  invoke: (service: string, input: unknown) => Promise<unknown>,
  reporter: Reporter,
): RunningSchedules {
  const jobs = Object.entries(schedules).map(([name, { service, expression, timezone, input }]) => ({
    name,
    job: new Cron(
      cronerPattern(expression),
      { ...CRONER_DIALECT, timezone, unref: true },
      async (run: Cron) => {
        try {
          await invoke(service, withScheduledTime(input, run.currentRun() ?? new Date()));
          reporter.info(`schedule ${name} invoked ${service}`);
        } catch (error) {
          reporter.warn(`schedule ${name} failed in ${service}: ${String(error)}`);
        }
      },
    ),
  }));
  return {
    next: () => Object.fromEntries(jobs.map(({ name, job }) => [name, job.nextRun()])),
    stop() {
      for (const { job } of jobs) job.stop();
    },
  };
}
