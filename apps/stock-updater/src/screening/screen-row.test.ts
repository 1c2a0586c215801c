import { screenRow as row } from '@marketscope/contracts';
import { appleQuote, sampleCandle } from '@marketscope/contracts/fixtures';
import { indicatorsOf } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { screenRow } from './screen-row.ts';

const indicators = () => indicatorsOf([sampleCandle({ date: '2009-05-29', close: 135.81 }), sampleCandle()]);

it('joins a price with what its sessions show', () => {
  const made = indicators();
  expect(row.parse(made && screenRow(appleQuote, made, '2009-06-01'))).toMatchObject({
    date: '2009-06-01',
    symbol: 'AAPL',
    name: 'Apple Inc.',
    close: 139.35,
    currency: 'USD',
    source: 'replay',
    return5: null,
  });
});

it('leaves out a symbol that did not trade that day', () => {
  const made = indicators();
  expect(made && screenRow(appleQuote, made, '2009-06-02')).toBeNull();
});
