import { sampleAlert } from '@marketscope/contracts/fixtures';
import { describe, expect, it } from 'vitest';
import { localMoment } from '../market/market-time.ts';
import { spanWords, stateWords, valueWords } from './alert-words.ts';

const alert = sampleAlert({ threshold: 139, state: 'waiting' });

describe('an alert that waits says why', () => {
  it.each([
    [true, /^so already/],
    [false, /^not so any more/],
    [undefined, /^so already, or not known yet/],
  ])('when it is true: %s', (met, words) => {
    expect(stateWords(alert, met)).toMatch(words);
  });

  it('when it rests after it has fired', () => {
    const [lastTriggeredAt, restsUntil] = ['2026-11-20T20:31:00.000Z', '2026-11-21T20:31:00.000Z'];
    const resting = { ...alert, repeat: true, cooldownMinutes: 1440, lastTriggeredAt, restsUntil };
    expect(stateWords(resting, true)).toBe(
      `fired ${localMoment(lastTriggeredAt)}; rests until ${localMoment(restsUntil)}, then arms once it is seen not to be so`,
    );
    expect(stateWords({ ...resting, restsUntil: null }, true)).toMatch(/^so already/);
  });

  it('when it starts anew with each session', () => {
    const fall = { ...alert, kind: 'change-percent', direction: 'below', threshold: -5 } as const;
    expect(stateWords(fall, true)).toBe(
      'so already: it arms with the next session, or once it is seen not to be so',
    );
    expect(stateWords({ ...fall, direction: 'above' }, true)).toBe(
      'so already: it arms once it is seen not to be so',
    );
  });
});

it('an alert that is snoozed says until when', () => {
  const snoozedUntil = '2026-11-23T14:30:00.000Z';
  expect(stateWords({ ...alert, state: 'snoozed', snoozedUntil }, undefined)).toBe(
    `until ${localMoment(snoozedUntil)}`,
  );
});

it('values are told in the unit of their kind', () => {
  const apple = { symbol: 'AAPL', currency: 'USD' };
  expect([
    valueWords({ ...apple, kind: 'price' }, 139.35),
    valueWords({ symbol: '^GSPC', currency: 'USD', kind: 'price' }, 942.87),
    valueWords({ ...apple, kind: 'change-percent' }, -5.2),
    valueWords({ ...apple, kind: 'volume-ratio' }, 2.456),
  ]).toEqual(['$139.35', '942.87', '−5.20%', '2.46×']);
});

it('spans are told in their largest whole unit', () => {
  expect([1, 60, 90, 1440, 4320].map(spanWords)).toEqual([
    'a minute',
    'an hour',
    '90 minutes',
    'a day',
    '3 days',
  ]);
});
