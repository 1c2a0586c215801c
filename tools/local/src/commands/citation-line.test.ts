import type { Citation } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { citationLine } from './citation-line.ts';

it.each<[Citation, string]>([
  [
    { kind: 'quote', symbol: 'AAPL', source: 'replay', asOf: '2009-06-09T20:00:00.000Z', stale: false },
    'Source: AAPL, a recording of real prices, as of 9 Jun 2009, 20:00 UTC',
  ],
  [
    { kind: 'quote', symbol: 'AAPL', source: 'yahoo', asOf: '2009-06-09T20:00:00.000Z', stale: true },
    'Source: AAPL, Yahoo Finance, as of 9 Jun 2009, 20:00 UTC (stale)',
  ],
  [
    { kind: 'history', symbol: 'AAPL', source: 'synthetic', from: '2009-01-02', to: '2009-06-09' },
    'Source: AAPL, generated prices, not a market’s, 2 Jan 2009 to 9 Jun 2009',
  ],
  [
    { kind: 'screen', date: '2009-06-09', sources: ['replay', 'yahoo'] },
    'Source: the screen of 9 Jun 2009, a recording of real prices, Yahoo Finance',
  ],
  [{ kind: 'screen', date: '2009-06-09', sources: [] }, 'Source: the screen of 9 Jun 2009'],
])('says of %j “%s”', (citation, line) => {
  expect(citationLine(citation)).toBe(line);
});
