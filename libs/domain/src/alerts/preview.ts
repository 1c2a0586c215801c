import type { AlertRequest, Candle } from '@marketscope/contracts';
import { indicatorsOf, YEAR_SESSIONS } from '../indicators/indicators-of.ts';
import { percentChange } from '../market/measure.ts';
import { isMet } from './alert-condition.ts';
import { startsAnew } from './new-session.ts';
import { needsHistory, observedValues, toldValue } from './observed-values.ts';

/** Sessions before one that its indicators look back to, itself included. */
const INDICATOR_SESSIONS = YEAR_SESSIONS + 1;
const DAY_MINUTES = 24 * 60;

/** How an alert would have fared in the sessions of a year. */
export interface PastFirings {
  /** Oldest first; `value` as a person is told it. */
  firings: { date: string; value: number }[];
  /** Sessions in which its value was known, at most `YEAR_SESSIONS`. */
  sessions: number;
  from: string | null;
  to: string | null;
}

/**
 * When an alert would have fired in the last year, by the rules of one that watches: it arms when a close shows it to be
 * false, or at the open of each session if it starts anew there, fires at the close that makes it true, and one that repeats
 * rests for its cool-down, counted in whole days. One that fires once is counted as if it had been set again each time.
 * @param candles oldest first, adjusted for splits; two years' fill every value
 */
export function pastFirings(
  alert: Pick<AlertRequest, 'kind' | 'direction' | 'threshold' | 'cooldownMinutes'> & {
    basePrice: number | null;
  },
  candles: readonly Candle[],
): PastFirings {
  const firings: PastFirings['firings'] = [];
  let isArmed = false;
  const known = closingValues(alert, candles);
  for (const { date, value } of known) {
    const last = firings.at(-1);
    const isMetNow = isMet(alert, value);
    if (!isMetNow || startsAnew(alert)) isArmed ||= last === undefined || hasRested(alert, last.date, date);
    if (isMetNow && isArmed) {
      isArmed = false;
      firings.push({ date, value: toldValue(alert, value) });
    }
  }
  return {
    firings,
    sessions: known.length,
    from: known[0]?.date ?? null,
    to: known.at(-1)?.date ?? null,
  };
}

function hasRested(
  { cooldownMinutes }: { cooldownMinutes: number | null },
  from: string,
  to: string,
): boolean {
  const days = (Date.parse(to) - Date.parse(from)) / (DAY_MINUTES * 60_000);
  return days * DAY_MINUTES >= (cooldownMinutes ?? 0);
}

function closingValues(
  { kind }: Pick<AlertRequest, 'kind'>,
  candles: readonly Candle[],
): { date: string; value: number }[] {
  const first = Math.max(0, candles.length - YEAR_SESSIONS);
  return candles.slice(first).flatMap(({ date, close }, offset) => {
    const index = first + offset;
    const before = candles[index - 1]?.close;
    const changePercent = before === undefined ? null : percentChange(before, close);
    const indicators = needsHistory(kind)
      ? indicatorsOf(candles.slice(Math.max(0, index + 1 - INDICATOR_SESSIONS), index + 1))
      : null;
    const value = observedValues({ price: close, changePercent }, indicators).get(kind);
    return value === undefined ? [] : [{ date, value }];
  });
}
