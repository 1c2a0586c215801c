import { newYorkTime, sessionAfter } from '@marketscope/domain';

/** Until when an alert can be snoozed, in words and by the wall clock. */
export function snoozeTimes(now: Date): { label: string; until: Date }[] {
  const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  return [
    { label: '1 hour', until: later(1) },
    { label: 'until the next day’s open', until: sessionAfter(newYorkTime(now).date).opensAt },
    { label: '1 week', until: later(7 * 24) },
    { label: '30 days', until: later(30 * 24) },
  ];
}
