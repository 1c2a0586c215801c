import { expect, it } from 'vitest';
import { conditionWords, restWords, type WordedCondition } from './condition-words.ts';

const tesla = { symbol: 'TSLA', currency: 'USD', basePrice: null } as const;

it.each<[Pick<WordedCondition, 'kind' | 'direction' | 'threshold'> & Partial<WordedCondition>, string]>([
  [{ kind: 'price', direction: 'below', threshold: 1200 }, 'at or below $1,200.00'],
  [{ kind: 'price', direction: 'above', threshold: 940, symbol: '^GSPC' }, 'at or above 940.00'],
  [{ kind: 'change-percent', direction: 'below', threshold: -5 }, 'down 5% or more on the day'],
  [{ kind: 'change-percent', direction: 'above', threshold: 2.5 }, 'up 2.5% or more on the day'],
  [{ kind: 'change-percent', direction: 'below', threshold: 2 }, 'up no more than 2% on the day'],
  [{ kind: 'change-percent', direction: 'above', threshold: -2 }, 'down no more than 2% on the day'],
  [{ kind: 'change-percent', direction: 'below', threshold: 0 }, 'unchanged or down on the day'],
  [
    { kind: 'base-percent', direction: 'below', threshold: -10, basePrice: 245.5 },
    'down 10% or more from $245.50',
  ],
  [{ kind: 'base-percent', direction: 'above', threshold: 10 }, 'up 10% or more from its present price'],
  [{ kind: 'drawdown', direction: 'below', threshold: -20 }, '20% or more below its 52-week high'],
  [
    { kind: 'volume-ratio', direction: 'above', threshold: 2 },
    'trading at least 2 times its 20-day average volume',
  ],
  [
    { kind: 'average-cross', direction: 'below', threshold: 0 },
    'in a death cross, its 50-day average at or below its 200-day one',
  ],
])('says what %j waits for', (condition, words) => {
  expect(conditionWords({ ...tesla, ...condition })).toBe(words);
});

it.each([
  [1440, '1 day'],
  [10_080, '7 days'],
  [60, '1 hour'],
  [90, '90 minutes'],
])('says that %d minutes are %s', (minutes, words) => {
  expect(restWords(minutes)).toBe(words);
});
