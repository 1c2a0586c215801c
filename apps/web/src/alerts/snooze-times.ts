import { newYorkTime, sessionAfter } from '@marketscope/domain';

/** How long an alert can be snoozed: in words, and until when by the wall clock. */
export const snoozes: readonly { label: string; until: (now: Date) => Date }[] = [
  { label: '1 hour', until: (now) => hoursAfter(now, 1) },
  {
    label: 'until the next day’s open',
    until: (now) => sessionAfter(newYorkTime(now).date).opensAt,
  },
  { label: '1 week', until: (now) => hoursAfter(now, 7 * 24) },
  { label: '30 days', until: (now) => hoursAfter(now, 30 * 24) },
];

function hoursAfter(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000);
}
