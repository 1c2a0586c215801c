import type { HistoryRange } from '@marketscope/contracts';
import { monthsBefore } from './calendar-day.ts';
import { latestSession, sessionBefore } from './market-calendar.ts';

const months: Record<Exclude<HistoryRange, '5d' | 'ytd'>, number> = {
  '1mo': 1,
  '3mo': 3,
  '6mo': 6,
  '1y': 12,
  '2y': 24,
  '5y': 60,
};

/**
 * First and last day of a range that ends with the latest session: its last five sessions, the year so far, or that many
 * months back to the same day, or to the month's last where there is no such day.
 */
export function historySpan(range: HistoryRange, now: Date): { from: string; to: string } {
  const to = latestSession(now).date;
  if (range === '5d') {
    let from = to;
    for (let session = 1; session < 5; session += 1) from = sessionBefore(from).date;
    return { from, to };
  }
  if (range === 'ytd') return { from: `${to.slice(0, 4)}-01-01`, to };
  return { from: monthsBefore(to, months[range]), to };
}
