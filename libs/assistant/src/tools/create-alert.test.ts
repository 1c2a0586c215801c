import { expect, it } from 'vitest';
import { createAlert } from './create-alert.ts';

const base = { symbol: 'TSLA', direction: 'below' };
const complaint = (args: object): string => {
  const checked = createAlert.check(args);
  return checked.ok ? 'fine' : checked.error;
};

it.each<[object, RegExp | 'fine']>([
  [{ ...base, threshold: 200 }, 'fine'],
  [{ ...base, kind: 'change-percent', threshold: -5 }, 'fine'],
  [{ ...base, kind: 'base-percent', threshold: -10, basePrice: 250 }, 'fine'],
  [{ ...base, kind: 'drawdown', threshold: -20 }, 'fine'],
  [{ symbol: 'TSLA', direction: 'above', kind: 'volume-ratio', threshold: 2 }, 'fine'],
  [{ ...base, kind: 'average-cross' }, 'fine'],
  [{ ...base, kind: 'average-cross', threshold: null, basePrice: null, repeat: null, note: null }, 'fine'],
  [{ ...base }, /Give the threshold to wait for/],
  [{ ...base, kind: 'change-percent' }, /Give the threshold to wait for/],
  [
    { ...base, threshold: -200 },
    /^That is not valid\. A price to wait for is more than 0 and at most 1,000,000,000 \(threshold\)\.$/,
  ],
  [{ ...base, kind: 'drawdown', threshold: 20 }, /percent below 0 .* such as -20/],
  [{ ...base, direction: 'above', kind: 'drawdown', threshold: -20 }, /waits for `below` only/],
  [{ ...base, kind: 'volume-ratio', threshold: 2 }, /waits for `above` only/],
  [{ ...base, kind: 'average-cross', threshold: 5 }, /leave it out/],
  [{ ...base, threshold: 200, basePrice: 250 }, /Only a base-percent alert has a base price/],
  [{ ...base, threshold: 200, cooldownMinutes: 60 }, /set `repeat` to true/],
  [{ ...base, threshold: 200, repeat: true, cooldownMinutes: 99_999 }, /43200/],
  [{ ...base, threshold: 200, expiresOn: 'Friday' }, /expiresOn/],
  [{ ...base, threshold: 200, expiresOn: '9999-12-31' }, /before 2100/],
  [{ ...base, threshold: 200, userId: 'eve' }, /userId/],
])('says of %j what to do about it', (args, expected) => {
  if (expected === 'fine') expect(complaint(args)).toBe('fine');
  else expect(complaint(args)).toMatch(expected);
});
