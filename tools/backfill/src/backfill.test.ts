import type { HistoryOutcome, MarketDataProvider } from '@marketscope/domain';
import { sampleSessions } from '@marketscope/domain/fixtures';
import { createFakeCandleStore } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { backfill, type BackfillProgress } from './backfill.ts';
import { progressLine } from './progress-line.ts';
import { backfillRequest } from './request.ts';

const days = { first: '2024-01-02', last: '2024-01-05' };
const candles = sampleSessions(days.last, [100, 101, 102, 103]);

/** A provider that knows every symbol but `BAD`, and what it was asked. */
function setUp() {
  const asked: string[] = [];
  const provider: Pick<MarketDataProvider, 'market' | 'histories'> = {
    market: 'live',
    async histories(symbols) {
      asked.push(...symbols);
      return new Map(
        symbols.map((symbol): [string, HistoryOutcome] => [
          symbol,
          symbol === 'BAD'
            ? { ok: false, failure: { symbol, reason: 'unknown-symbol', detail: 'no such symbol' } }
            : { ok: true, history: { symbol, currency: 'USD', source: 'yahoo', candles } },
        ]),
      );
    },
  };
  const store = createFakeCandleStore();
  const seen: BackfillProgress[] = [];
  return {
    asked,
    store,
    seen,
    run: (symbols: string[], of = days) =>
      backfill(
        { symbols, days: of },
        { candles: store, provider, onProgress: (each) => void seen.push(each) },
      ),
  };
}

it('stores every session, names what failed and why, and tells how far it is', async () => {
  const { store, seen, run } = setUp();
  const symbols = [...Array.from({ length: 11 }, (_, n) => `S${n}`), 'BAD'];
  expect(await run(symbols)).toEqual({
    symbols: 12,
    done: 12,
    known: 0,
    sessions: 44,
    failed: [{ symbol: 'BAD', reason: 'unknown-symbol', detail: 'no such symbol' }],
  });
  expect((await store.between('S10', days.first, days.last))?.candles).toEqual(candles);
  expect(seen.map(({ done, failed }) => [done, failed])).toEqual([
    [10, 0],
    [12, 1],
  ]);
});

it('asks again for what failed, and for earlier days, and for nothing else', async () => {
  const { asked, run } = setUp();
  await run(['AAPL', 'BAD', 'MSFT']);
  asked.length = 0;
  expect(await run(['AAPL', 'BAD', 'MSFT'])).toMatchObject({ known: 2, sessions: 0 });
  expect(asked).toEqual(['BAD']);
  asked.length = 0;
  await run(['AAPL'], { ...days, first: '2023-01-02' });
  expect(asked).toEqual(['AAPL']);
});

it('shows a bar', () => {
  expect(progressLine({ symbols: 500, done: 250, known: 0, failed: 1, sessions: 151_200 })).toBe(
    `${'█'.repeat(15)}${'░'.repeat(15)} 250 of 500 symbols, 151,200 sessions, 1 failed`,
  );
});

it('reads what is asked for', () => {
  expect(backfillRequest(['--symbols', 'aapl, BRK-B', '--from', '2020-01-01'])).toEqual({
    symbols: ['AAPL', 'BRK-B'],
    from: '2020-01-01',
    environment: undefined,
  });
  expect(backfillRequest(['--universe', '--from', '2020-01-01', '--env', 'dev'])).toEqual({
    symbols: undefined,
    from: '2020-01-01',
    environment: 'dev',
  });
});

it.each([
  [['--from', '2020-01-01'], 'Give --symbols or --universe'],
  [['--symbols', 'AAPL', '--universe', '--from', '2020-01-01'], 'Give --symbols or --universe'],
  [['--symbols', 'AAPL'], '--from YYYY-MM-DD'],
  [['--symbols', 'AAPL', '--from', 'January'], '--from YYYY-MM-DD'],
  [['--symbols', 'Apple Inc', '--from', '2020-01-01'], '“Apple Inc” is no symbol'],
  [['--symbols', 'AAPL', '--from', '2020-01-01', '--env', 'moon'], 'no environment moon'],
  [['--symbol', 'AAPL'], '--symbol'],
])('says what is wrong with %j', (args, complaint) => {
  expect(() => backfillRequest(args)).toThrow(complaint);
});
