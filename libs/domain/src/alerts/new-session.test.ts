import { expect, it } from 'vitest';
import { neverArmed, sampleStoredAlert } from '../fixtures/index.ts';
import { seen, told } from './alert-states.ts';
import type { StoredAlert } from './stored-alert.ts';
import { closeOn, indicatorsOn, noonOn, quoteOn, sampleObservation } from './testing/observations.ts';

/** What becomes of an alert over changes of the day, two of a day as it passes; each crossing told at once. */
function liveThrough(alert: StoredAlert, changes: [change: number | null, day: number][]): string[] {
  const fired: string[] = [];
  let now = alert;
  for (const [index, [changePercent, day]] of changes.entries()) {
    const asOf = closeOn(day).replace('20:00', `18:${10 + index}`);
    now = seen(now, sampleObservation(100, day, { quote: quoteOn(day, 100, { changePercent, asOf }) }));
    if (now.untold) fired.push(`${now.untold.id} on ${day}`);
    now = told(now);
  }
  return fired;
}
const fall = (parts: Partial<StoredAlert> = {}): StoredAlert =>
  sampleStoredAlert({
    kind: 'change-percent',
    direction: 'below',
    threshold: -1,
    repeat: true,
    cooldownMinutes: 1,
    ...parts,
  });
const trueOn8: Partial<StoredAlert> = {
  ...neverArmed,
  repeat: false,
  cooldownMinutes: null,
  lastCrossing: { asOf: '2009-06-08T15:00:00.000Z', source: 'replay' },
};

it('tells of a fall on the day each day anew, and in one day once', () => {
  expect(
    liveThrough(fall(), [
      [-1.2, 8],
      [-1.9, 8],
      [-1.1, 9],
      [-0.2, 10],
      [-2.1, 11],
      [-2.2, 12],
    ]),
  ).toEqual(['01ALERT#1 on 8', '01ALERT#2 on 9', '01ALERT#3 on 11', '01ALERT#4 on 12']);
});

it('tells of it again in one day after it was seen false', () => {
  expect(
    liveThrough(fall({ cooldownMinutes: 0 }), [
      [-1.2, 8],
      [-0.8, 8],
      [-1.3, 8],
    ]),
  ).toEqual(['01ALERT#1 on 8', '01ALERT#2 on 8']);
});

it('rests through falls of days that come too soon, and tells of the day in which its rest ends', () => {
  expect(
    liveThrough(fall({ cooldownMinutes: 2 * 24 * 60 }), [
      [-1.2, 8],
      [-1.2, 9],
      [-1.2, 10],
      [-1.2, 11],
    ]),
  ).toEqual(['01ALERT#1 on 8', '01ALERT#2 on 10']);
});

it('tells of the next day when it was made on one that had fallen already', () => {
  expect(
    liveThrough(fall(trueOn8), [
      [-1.2, 8],
      [-1.5, 9],
    ]),
  ).toEqual(['01ALERT#1 on 9']);
});

it('arms for a day whose change is not known yet', () => {
  expect(
    liveThrough(fall(trueOn8), [
      [null, 9],
      [-1.5, 9],
    ]),
  ).toEqual(['01ALERT#1 on 9']);
});

it('counts a new day for nothing when no change at all would meet it, or when its price is late', () => {
  const upOrFlat = fall({ ...trueOn8, direction: 'above' });
  expect(
    liveThrough(upOrFlat, [
      [2, 9],
      [-2, 10],
      [2, 11],
    ]),
  ).toEqual(['01ALERT#1 on 11']);
  const late = sampleObservation(100, 9, { quote: quoteOn(9, 100, { changePercent: -2 }), isLate: true });
  expect(seen(fall(trueOn8), late)).toMatchObject({ state: 'waiting', untold: null });
});

it('waits out the day in which a snooze ends', () => {
  const snoozed = fall({ ...neverArmed, state: 'snoozed', snoozedUntil: noonOn(9).toISOString() });
  expect(
    liveThrough(snoozed, [
      [-1.2, 8],
      [-1.3, 9],
      [-1.4, 9],
      [-1.5, 10],
    ]),
  ).toEqual(['01ALERT#1 on 10']);
});

it('tells of much volume on each day that has it', () => {
  const alert = sampleStoredAlert({ kind: 'volume-ratio', threshold: 2, repeat: true, cooldownMinutes: 1 });
  const on = (day: number, volumeRatio: number) =>
    sampleObservation(100, day, { indicators: indicatorsOn(day, { volumeRatio }) });
  const second = seen(told(seen(alert, on(8, 2.5))), on(9, 3));
  expect(second.untold).toMatchObject({ id: '01ALERT#2', data: { value: 3 } });
});

it('counts sessions by the days of New York', () => {
  const at = (asOf: string) =>
    seen(fall(trueOn8), sampleObservation(100, 9, { quote: quoteOn(9, 100, { changePercent: -2, asOf }) }));
  expect(at('2009-06-09T03:59:59.000Z')).toMatchObject({ state: 'waiting', untold: null });
  expect(at('2009-06-09T13:30:00.000Z').untold?.id).toBe('01ALERT#1');
});
