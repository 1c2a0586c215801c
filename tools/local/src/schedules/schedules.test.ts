import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { capturedReporter } from '../testing/captured-reporter.ts';
import { startSchedules, type RunningSchedules } from './schedules.ts';

let schedules: RunningSchedules;
const daily = {
  service: 'stock-updater',
  expression: 'cron(30 16 ? * MON-FRI *)',
  timezone: 'America/New_York' as const,
  input: { trigger: 'daily' },
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-20T21:29:00Z') });
});
afterEach(() => {
  schedules.stop();
  vi.useRealTimers();
});

it('invokes the function with the schedule’s input when it is due', async () => {
  const invoke = vi.fn(async () => undefined);
  schedules = startSchedules({ daily }, invoke, capturedReporter());
  expect(schedules.next()).toEqual({ daily: new Date('2026-11-20T21:30:00Z') });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(invoke.mock.calls).toEqual([['stock-updater', { trigger: 'daily' }]]);
  await vi.advanceTimersByTimeAsync(2 * 24 * 3_600_000);
  expect(invoke).toHaveBeenCalledTimes(1);
});

it('tells the function when the schedule was due, where its input asks for it', async () => {
  const invoke = vi.fn(async () => undefined);
  const input = { trigger: 'daily', scheduledTime: '<aws.scheduler.scheduled-time>' };
  schedules = startSchedules({ daily: { ...daily, input } }, invoke, capturedReporter());
  await vi.advanceTimersByTimeAsync(60_000);
  expect(invoke.mock.calls).toEqual([
    ['stock-updater', { trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' }],
  ]);
});

it('reports an invocation that failed, and goes on', async () => {
  const reporter = capturedReporter();
  schedules = startSchedules({ daily }, () => Promise.reject(new Error('no provider')), reporter);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reporter.lines).toEqual(['schedule daily failed in stock-updater: Error: no provider']);
  expect(schedules.next()).toEqual({ daily: new Date('2026-11-23T21:30:00Z') });
});

it('is due no more once it is stopped', async () => {
  const invoke = vi.fn(async () => undefined);
  schedules = startSchedules({ daily }, invoke, capturedReporter());
  schedules.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(invoke).not.toHaveBeenCalled();
});
