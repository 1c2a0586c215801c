import type { AlertKind, Candle } from '@marketscope/contracts';
import type { DisturbedYear } from './disturbed-year.ts';

/**
 * What fires, counted one alert at a time and one update after the other, straight from the candles and the rules as
 * docs/reference/alerts.md has them, with nothing of the code under test.
 */
export function plainFirings({ alerts, updates, pasts }: DisturbedYear): string[] {
  const fired: string[] = [];
  const tradingDays = (pasts.get('^GSPC') ?? []).map(({ date }) => date);
  for (const alert of alerts) {
    const past = pasts.get(alert.symbol) ?? [];
    const priced = new Set(past.map(({ date }) => date));
    const { kind, direction, threshold, basePrice } = alert;
    let state: string = alert.state;
    let generation = alert.armGeneration;
    let armedOn = '2009-06-01';
    let trueOn = alert.lastCrossing?.asOf.slice(0, 10) ?? '';
    let restsUntil = 0;
    let newest = '';
    // Nothing has changed and nothing was traded at an open: such a condition is false then, whatever the day before.
    const startsAnew =
      kind === 'volume-ratio' ||
      (kind === 'change-percent' && (direction === 'above' ? threshold > 0 : threshold < 0));
    for (const update of updates) {
      if (!update.symbols.includes(alert.symbol)) continue;
      const { session } = update;
      // Nobody sees a symbol in a session that has no price of it.
      if (!priced.has(session)) continue;
      const now = update.at.getTime();
      const isLate = session < newest;
      if (session > newest) newest = session;
      if (state === 'triggered' || state === 'expired') continue;
      if (alert.expiresAt !== null && now >= Date.parse(alert.expiresAt)) {
        state = 'expired';
        continue;
      }
      const wakes = state === 'snoozed' && now >= Date.parse(alert.snoozedUntil ?? '');
      if (wakes) state = 'waiting';
      if (state === 'snoozed' || (state === 'waiting' && now < restsUntil)) continue;

      if (state === 'waiting' && startsAnew && !wakes && !isLate && trueOn !== '' && session > trueOn) {
        state = 'armed';
        generation += 1;
        armedOn = session;
      }
      const value = valueOn(kind, past, session, tradingDays);
      if (value === null) continue;
      const level = kind === 'base-percent' ? ((basePrice ?? 0) * (100 + threshold)) / 100 : threshold;
      const exactly = Math.abs(value - level) < 1e-9;
      const met = exactly || (direction === 'above' ? value > level : value < level);
      if (state === 'armed' && met && session >= armedOn) {
        fired.push(`${alert.id}#${generation}`);
        trueOn = session;
        state = alert.repeat ? 'waiting' : 'triggered';
        restsUntil = now + (alert.cooldownMinutes ?? 0) * 60_000;
      } else if (state === 'waiting' && !isLate && session > trueOn) {
        if (!met) {
          state = 'armed';
          generation += 1;
          armedOn = session;
        } else if (wakes) trueOn = session;
      }
    }
  }
  return fired.toSorted();
}

const valuesSeen = new Map<string, number | null>();

/** The value of a kind at a session, from the candles up to it. */
function valueOn(
  kind: AlertKind,
  past: Candle[],
  session: string,
  tradingDays: readonly string[],
): number | null {
  const key = `${kind} ${session} ${past[0]?.close} ${past.at(-1)?.close}`;
  const known = valuesSeen.get(key);
  if (known !== undefined) return known;
  const upTo = past.filter(({ date }) => date <= session);
  const value = upTo.at(-1)?.date === session ? valueAt(kind, upTo, tradingDays) : null;
  valuesSeen.set(key, value);
  return value;
}

function valueAt(kind: AlertKind, upTo: Candle[], tradingDays: readonly string[]): number | null {
  const closes = upTo.map(({ close }) => close);
  const close = closes.at(-1) ?? 0;
  const mean = (values: number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  if (kind === 'price' || kind === 'base-percent') return close;
  if (kind === 'change-percent') {
    const [before, last] = upTo.slice(-2);
    const traded = tradingDays.filter((day) => day > (before?.date ?? '') && day <= (last?.date ?? ''));
    // Unknown where the recording lacks the session before.
    return traded.length === 1 ? told((close / (before?.close ?? 0) - 1) * 100) : null;
  }
  if (kind === 'drawdown') {
    if (upTo.length < 252) return null;
    const highs = upTo.slice(-252).map(({ high, close: last }) => Math.max(high ?? last, last));
    return told((close / Math.max(...highs) - 1) * 100);
  }
  if (kind === 'volume-ratio') {
    const volumes = upTo.slice(-21).map(({ volume }) => volume);
    if (volumes.length < 21 || volumes.includes(null)) return null;
    const numbers = volumes.map(Number);
    return told((numbers.at(-1) ?? 0) / mean(numbers.slice(0, 20)));
  }
  return closes.length < 200 ? null : told((mean(closes.slice(-50)) / mean(closes.slice(-200)) - 1) * 100);
}

/** To four decimals, as all but prices are told. */
function told(value: number): number {
  return Number(value.toFixed(4));
}
