import { expect, it } from 'vitest';
import { neverArmed, sampleStoredAlert } from '../fixtures/index.ts';
import { seen, told } from './alert-states.ts';
import type { StoredAlert } from './stored-alert.ts';
import { closeOn, indicatorsOn, noonOn, quoteOn, sampleObservation } from './testing/observations.ts';

/** What becomes of an alert over days of prices, each crossing told at once. */
function live(
  alert: StoredAlert,
  prices: [price: number, day: number][],
): { alert: StoredAlert; told: string[] } {
  const ids: string[] = [];
  let now = alert;
  for (const [price, day] of prices) {
    now = seen(now, sampleObservation(price, day));
    if (now.untold) ids.push(`${now.untold.id} on ${day}`);
    now = told(now);
  }
  return { alert: now, told: ids };
}

it('fires once at or past its threshold, and is done', () => {
  const { alert, told: ids } = live(sampleStoredAlert(), [
    [139.99, 2],
    [140, 3],
    [135, 4],
    [150, 5],
  ]);
  expect(ids).toEqual(['01ALERT#1 on 3']);
  expect(alert).toMatchObject({
    state: 'triggered',
    armedSince: null,
    lastTriggeredAt: noonOn(3).toISOString(),
    lastCrossing: { asOf: closeOn(3), source: 'replay' },
  });
});

it('leaves what nothing happens to as it is, the very object', () => {
  const alert = sampleStoredAlert();
  expect(seen(alert, sampleObservation(139, 2))).toBe(alert);
  const done = sampleStoredAlert({ state: 'triggered' });
  expect(seen(done, sampleObservation(150, 2))).toBe(done);
});

it('arms one that waits when it is seen false, not while it is true', () => {
  const start = sampleStoredAlert({ ...neverArmed, currency: null });
  const { alert, told: ids } = live(start, [
    [150, 2],
    [139, 3],
  ]);
  expect(ids).toEqual([]);
  expect(alert).toMatchObject({ state: 'armed', armGeneration: 1, armedSince: closeOn(3), currency: 'USD' });
  expect(live(alert, [[141, 4]]).told).toEqual(['01ALERT#1 on 4']);
});

it('repeats after it was seen false again, but not before its rest is over', () => {
  const restsTwoDays = sampleStoredAlert({ repeat: true, cooldownMinutes: 2 * 24 * 60 });
  const { alert, told: ids } = live(restsTwoDays, [
    [141, 2],
    [139, 3],
    [142, 3],
    [139, 4],
    [143, 5],
    [144, 8],
    [138, 9],
    [145, 10],
  ]);
  expect(ids).toEqual(['01ALERT#1 on 2', '01ALERT#2 on 5', '01ALERT#3 on 10']);
  expect(alert).toMatchObject({ state: 'waiting', restsUntil: noonOn(12).toISOString() });
});

it('tells of a crossing with what was seen, under an id that names it, at the run’s time', () => {
  const quote = quoteOn(2, 141, { changePercent: 1.5, volume: 3_000_000 });
  const indicators = indicatorsOn(2, { average50: 130, average200: 110 });
  const observation = sampleObservation(141, 2, { quote, indicators });
  expect(seen(sampleStoredAlert({ note: 'sell', armGeneration: 3 }), observation).untold).toMatchObject({
    id: '01ALERT#3',
    subject: 'AAPL',
    time: noonOn(2).toISOString(),
    correlationid: 'run-2',
    data: {
      userId: 'ada',
      threshold: 140,
      value: 141,
      price: 141,
      changePercent: 1.5,
      volume: 3_000_000,
      average50: 130,
      average200: 110,
      asOf: closeOn(2),
      note: 'sell',
    },
  });
});

it.each<[Partial<StoredAlert>, Parameters<typeof sampleObservation>[2], number]>([
  [
    { kind: 'change-percent', direction: 'below', threshold: -5 },
    { quote: quoteOn(2, 100, { changePercent: -5.2 }) },
    -5.2,
  ],
  [{ kind: 'base-percent', threshold: 10, basePrice: 100 }, { quote: quoteOn(2, 110) }, 10],
  [
    { kind: 'base-percent', direction: 'below', threshold: -10, basePrice: 100 },
    { quote: quoteOn(2, 85) },
    -15,
  ],
  [
    { kind: 'drawdown', direction: 'below', threshold: -20 },
    { indicators: indicatorsOn(2, { drawdownPercent: -20.5 }) },
    -20.5,
  ],
  [{ kind: 'volume-ratio', threshold: 2 }, { indicators: indicatorsOn(2, { volumeRatio: 2.5 }) }, 2.5],
  [
    { kind: 'average-cross', threshold: 0 },
    { indicators: indicatorsOn(2, { average50: 101, average200: 100 }) },
    1,
  ],
  [
    { kind: 'average-cross', direction: 'below', threshold: 0 },
    { indicators: indicatorsOn(2, { average50: 99, average200: 100 }) },
    -1,
  ],
])('fires %j, and tells the value in its own unit', (parts, observed, value) => {
  const fired = seen(sampleStoredAlert(parts), sampleObservation(140, 2, observed));
  expect(fired.state).toBe('triggered');
  expect(fired.untold?.data.value).toBeCloseTo(value, 10);
});

it.each(['change-percent', 'drawdown', 'volume-ratio', 'average-cross'] as const)(
  'neither fires nor arms %s when its value is not known',
  (kind) => {
    for (const state of ['armed', 'waiting'] as const) {
      const alert = sampleStoredAlert({ kind, state, threshold: 0 });
      expect(seen(alert, sampleObservation(140, 2, { indicators: indicatorsOn(2) }))).toBe(alert);
    }
  },
);

it('is not fired by a price from before it was armed', () => {
  const alert = sampleStoredAlert({ armedSince: closeOn(3) });
  expect(seen(alert, sampleObservation(150, 2))).toBe(alert);
  expect(seen(alert, sampleObservation(150, 3)).state).toBe('triggered');
});

it('is armed neither by a late price nor by the one that it fired at, nor by an older one', () => {
  const alert = sampleStoredAlert(neverArmed);
  expect(seen(alert, sampleObservation(130, 2, { isLate: true }))).toBe(alert);
  const fired = sampleStoredAlert({ ...neverArmed, lastCrossing: { asOf: closeOn(3), source: 'replay' } });
  expect(seen(fired, sampleObservation(130, 2))).toBe(fired);
  expect(seen(fired, sampleObservation(130, 3))).toBe(fired);
  expect(seen(fired, sampleObservation(130, 4)).state).toBe('armed');
});

it('is armed in the recorded market whatever it fired at in the live one', () => {
  const fired = sampleStoredAlert({
    ...neverArmed,
    lastCrossing: { asOf: '2026-11-20T21:00:00.000Z', source: 'yahoo' },
  });
  expect(seen(fired, sampleObservation(130, 4)).state).toBe('armed');
});

it('fires nothing while it is snoozed, and waits when that is over', () => {
  const snoozed = sampleStoredAlert({
    state: 'snoozed',
    armedSince: null,
    snoozedUntil: '2026-11-05T00:00:00.000Z',
  });
  const { alert, told: ids } = live(snoozed, [
    [150, 2],
    [130, 3],
    [150, 4],
    [150, 5],
  ]);
  expect(ids).toEqual([]);
  expect(alert).toMatchObject({ state: 'waiting', snoozedUntil: null });
  expect(
    live(alert, [
      [139, 6],
      [140, 7],
    ]).told,
  ).toEqual(['01ALERT#2 on 7']);
});

it('arms at once when its snooze is over and it is false', () => {
  const snoozed = sampleStoredAlert({
    ...neverArmed,
    state: 'snoozed',
    snoozedUntil: noonOn(5).toISOString(),
  });
  expect(seen(snoozed, sampleObservation(130, 5))).toMatchObject({ state: 'armed', snoozedUntil: null });
});

it.each(['armed', 'waiting', 'snoozed'] as const)('expires when it is %s, and fires no more', (state) => {
  const alert = sampleStoredAlert({ state, expiresAt: noonOn(5).toISOString(), snoozedUntil: null });
  expect(seen(alert, sampleObservation(130, 4)).state).not.toBe('expired');
  const expired = seen(alert, sampleObservation(150, 5));
  expect(expired).toMatchObject({ state: 'expired', armedSince: null, untold: null });
  expect(seen(expired, sampleObservation(150, 6))).toBe(expired);
});

it('does nothing more until its last crossing has been told', () => {
  const untold = seen(sampleStoredAlert({ repeat: true, cooldownMinutes: 1 }), sampleObservation(141, 2));
  expect(seen(untold, sampleObservation(130, 9))).toBe(untold);
  expect(seen(told(untold), sampleObservation(130, 9)).state).toBe('armed');
});
