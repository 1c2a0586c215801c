import { historyRange } from '@marketscope/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSession } from './market-calendar.ts';
import { historySpan } from './history-span.ts';

it.each([
  ['5d', '2026-11-20T23:00:00Z', '2026-11-16', '2026-11-20'],
  ['5d over a holiday', '2026-11-30T23:00:00Z', '2026-11-23', '2026-11-30'],
  ['1mo', '2026-11-20T23:00:00Z', '2026-10-20', '2026-11-20'],
  ['1mo before the open', '2026-11-23T12:00:00Z', '2026-10-20', '2026-11-20'],
  ['1mo to a shorter month', '2026-03-31T23:00:00Z', '2026-02-28', '2026-03-31'],
  ['3mo over New Year', '2027-01-29T23:00:00Z', '2026-10-29', '2027-01-29'],
  ['6mo', '2026-11-20T23:00:00Z', '2026-05-20', '2026-11-20'],
  ['ytd', '2026-11-20T23:00:00Z', '2026-01-01', '2026-11-20'],
  ['1y from a leap day', '2028-02-29T23:00:00Z', '2027-02-28', '2028-02-29'],
  ['2y', '2026-11-20T23:00:00Z', '2024-11-20', '2026-11-20'],
  ['5y', '2026-11-20T23:00:00Z', '2021-11-20', '2026-11-20'],
])('spans %s', (name, now, from, to) => {
  expect(historySpan(historyRange.parse(name.split(' ')[0]), new Date(now))).toEqual({ from, to });
});

it('ends with a session that has begun, and begins before it', () => {
  const instant = fc.date({ min: new Date('2005-01-01'), max: new Date('2039-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(fc.constantFrom(...historyRange.options), instant, (range, now) => {
      const { from, to } = historySpan(range, now);
      expect(isSession(to)).toBe(true);
      expect(from < to).toBe(true);
      expect(new Date(to).getTime()).toBeLessThanOrEqual(now.getTime());
    }),
  );
});
