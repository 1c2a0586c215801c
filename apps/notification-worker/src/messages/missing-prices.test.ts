import { expect, it } from 'vitest';
import { updateCompleted } from '../testing/sample-events.ts';
import { missingPrices } from './missing-prices.ts';

const failedOf = (...symbols: string[]) =>
  symbols.map((symbol) => ({ symbol, reason: 'batch-lost' as const, detail: 'lost' }));

it.each([
  ['nothing of a whole update', 'completed', [], ['KO'], null],
  ['nothing of what others watch', 'completed', ['NONE'], ['KO'], null],
  ['their own symbol', 'completed', ['KO', 'NONE'], ['KO'], 'No new price came of KO, which you watch.'],
  [
    'two of their own',
    'completed',
    ['KO', 'MSFT'],
    ['KO', 'MSFT'],
    'No new price came of KO and MSFT, which you watch.',
  ],
  [
    'that an update is incomplete',
    'partial',
    ['KO', 'MSFT'],
    [],
    'This update is incomplete: 2 of 103 symbols have no new price.',
  ],
  [
    'what of an incomplete update is their own',
    'partial',
    ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
    ['A', 'B', 'C', 'D', 'E', 'F', 'G'],
    'This update is incomplete: 7 of 103 symbols have no new price, among them A, B, C, D, E and 2 more, which you watch.',
  ],
] as const)('tells a person of %s', (_, status, failed, watched, words) => {
  const update = updateCompleted({
    status,
    requested: 103,
    failedCount: failed.length,
    failed: failedOf(...failed),
  });
  expect(missingPrices(update.data, new Set(watched))).toBe(words);
});
