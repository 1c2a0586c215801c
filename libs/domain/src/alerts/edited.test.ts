import type { AlertPatch } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { sampleStoredAlert } from '../fixtures/index.ts';
import { AlertRefusal } from './alert-refusal.ts';
import { edited, needsSighting } from './edited.ts';
import type { StoredAlert } from './stored-alert.ts';
import { closeOn, noonOn, quoteOn } from './testing/observations.ts';

const tomorrow = noonOn(21).toISOString();
const yesterday = noonOn(19).toISOString();
const done = sampleStoredAlert({ state: 'triggered', armedSince: null, lastTriggeredAt: yesterday });

/** The alert as it is after a change at noon of the 20th, with the price at 135 on 4 June. */
function edit(alert: StoredAlert, patch: AlertPatch, price: number | null = 135): StoredAlert {
  const quote = price === null ? undefined : quoteOn(4, price);
  return edited(alert, patch, { sighting: { quote, value: quote?.price }, now: noonOn(20) });
}

function refusalOf(alert: StoredAlert, patch: AlertPatch, price: number | null = 135): AlertRefusal {
  try {
    edit(alert, patch, price);
  } catch (error) {
    if (error instanceof AlertRefusal) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

it('watches for another price from now on, under the next generation', () => {
  expect(edit(sampleStoredAlert(), { threshold: 150 })).toMatchObject({
    threshold: 150,
    state: 'armed',
    armGeneration: 2,
    armedSince: closeOn(4),
    pricesOf: '2009-06-04',
  });
});

it.each([
  ['is true already', { threshold: 130 }, 135],
  ['can’t be compared just now', { threshold: 150 }, null],
] as const)('waits when what it is changed to %s', (_, patch, price) => {
  expect(edit(sampleStoredAlert(), patch, price)).toMatchObject({
    state: 'waiting',
    armedSince: null,
    lastCrossing: price === null ? null : { asOf: closeOn(4), source: 'replay' },
  });
});

it('changes a note and nothing else', () => {
  expect(edit(sampleStoredAlert(), { note: 'buy' })).toEqual(sampleStoredAlert({ note: 'buy' }));
  expect(edit(sampleStoredAlert({ note: 'buy' }), { note: null })).toEqual(sampleStoredAlert());
  expect(needsSighting({ note: 'buy' })).toBe(false);
});

it.each([{ rearm: true }, { threshold: 150 }, { direction: 'below', threshold: 100 }] as const)(
  'has one that fired watch again by %j',
  (patch) => {
    expect(edit(done, patch)).toMatchObject({ state: 'armed', armGeneration: 2 });
  },
);

it('leaves one that fired alone when only its note changes', () => {
  expect(edit(done, { note: 'sold' }).state).toBe('triggered');
});

it('is snoozed, whatever its rest, and watches again when that is taken back', () => {
  const snoozed = edit(sampleStoredAlert(), { snoozedUntil: tomorrow });
  expect(snoozed).toMatchObject({ state: 'snoozed', snoozedUntil: tomorrow, armedSince: null });
  expect(edit(snoozed, { threshold: 160 })).toMatchObject({ state: 'snoozed', threshold: 160 });
  expect(edit(snoozed, { snoozedUntil: null })).toMatchObject({ state: 'armed', snoozedUntil: null });
});

it('measures from the present price', () => {
  const alert = sampleStoredAlert({ kind: 'base-percent', threshold: 10, basePrice: 100 });
  expect(edit(alert, { rebase: true })).toMatchObject({
    basePrice: 135,
    state: 'armed',
    pricesOf: '2009-06-04',
  });
});

it('gives a rest that has begun its new length', () => {
  const resting = sampleStoredAlert({
    state: 'waiting',
    repeat: true,
    cooldownMinutes: 60,
    lastTriggeredAt: noonOn(20).toISOString(),
    restsUntil: '2026-11-20T13:00:00.000Z',
  });
  expect(edit(resting, { cooldownMinutes: 120 })).toMatchObject({
    cooldownMinutes: 120,
    restsUntil: '2026-11-20T14:00:00.000Z',
    state: 'waiting',
  });
  expect(edit(resting, { repeat: false })).toMatchObject({
    state: 'triggered',
    cooldownMinutes: null,
    restsUntil: null,
  });
  expect(edit(resting, { rearm: true })).toMatchObject({ state: 'armed', restsUntil: null });
});

it('repeats with a day’s rest when nothing is said of it, and with half of one where each session counts', () => {
  expect(edit(sampleStoredAlert(), { repeat: true })).toMatchObject({
    cooldownMinutes: 1440,
    state: 'armed',
  });
  const fall = sampleStoredAlert({ kind: 'change-percent', direction: 'below', threshold: -5 });
  expect(edit(fall, { repeat: true }).cooldownMinutes).toBe(720);
});

it('revives one that expired by a later end', () => {
  const expired = sampleStoredAlert({ state: 'expired', expiresAt: yesterday, armedSince: null });
  expect(edit(expired, { expiresAt: tomorrow })).toMatchObject({ state: 'armed', expiresAt: tomorrow });
  expect(edit(sampleStoredAlert({ expiresAt: yesterday }), { expiresAt: null })).toMatchObject({
    state: 'armed',
    expiresAt: null,
  });
  expect(refusalOf(expired, { rearm: true }).code).toBe('alert-has-expired');
});

it.each<[AlertPatch, string]>([
  [{ threshold: -1 }, 'threshold'],
  [{ rebase: true }, 'rebase'],
  [{ cooldownMinutes: 5 }, 'cooldownMinutes'],
  [{ snoozedUntil: yesterday }, 'snoozedUntil'],
  [{ expiresAt: yesterday }, 'expiresAt'],
])('refuses %j of a price alert', (patch, field) => {
  const { code, faults } = refusalOf(sampleStoredAlert(), patch);
  expect([code, faults.map((fault) => fault.field)]).toEqual(['invalid-alert', [field]]);
});

it('lets none expire in its sleep', () => {
  const ending = sampleStoredAlert({ expiresAt: tomorrow });
  const { code, faults } = refusalOf(ending, { snoozedUntil: tomorrow });
  expect([code, faults[0]?.field]).toEqual(['invalid-alert', 'snoozedUntil']);
  expect(edit(ending, { snoozedUntil: tomorrow, expiresAt: null })).toMatchObject({ state: 'snoozed' });
  const asleep = edit(sampleStoredAlert(), { snoozedUntil: tomorrow });
  expect(refusalOf(asleep, { expiresAt: tomorrow }).faults).toMatchObject([{ field: 'expiresAt' }]);
  expect(edit(asleep, { expiresAt: tomorrow, rearm: true })).toMatchObject({ state: 'armed' });
});

it('refuses the other side to a kind that has one, and a base where no price is known', () => {
  const drawdown = sampleStoredAlert({ kind: 'drawdown', direction: 'below', threshold: -20 });
  expect(refusalOf(drawdown, { direction: 'above' }).message).toContain('`below` only');
  const based = sampleStoredAlert({ kind: 'base-percent', basePrice: 100, threshold: 5 });
  expect(refusalOf(based, { rebase: true }, null).message).toContain('No price is known');
});

it('snoozes none that is done', () => {
  expect(refusalOf(done, { snoozedUntil: tomorrow }).code).toBe('alert-has-fired');
});
