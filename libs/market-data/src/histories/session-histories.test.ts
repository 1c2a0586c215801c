import type { Candle } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import {
  addDays,
  HISTORY_SESSIONS,
  isSession,
  type HistoryOutcome,
  type MarketDataProvider,
} from '@marketscope/domain';
import { createFakeCandleStore } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { createSessionHistories } from './session-histories.ts';

const TODAY = '2026-11-20';
const candle = (date: string, close = 100): Candle => sampleCandle({ date, close });

/** Every session from a day until the day before another. */
function sessions(from: string, before: string): string[] {
  const dates: string[] = [];
  for (let date = from; date < before; date = addDays(date, 1)) if (isSession(date)) dates.push(date);
  return dates;
}

const twoYears = sessions('2024-11-20', TODAY);

/** Histories over a provider that has these sessions, and what it was asked. */
function setUp(offered: Record<string, Candle[]>) {
  const asked: { symbols: string[]; from: string; to: string }[] = [];
  const provider: Pick<MarketDataProvider, 'market' | 'histories'> = {
    market: 'live',
    async histories(symbols, { from, to }) {
      asked.push({ symbols: [...symbols], from, to });
      return new Map(
        symbols.map((symbol): [string, HistoryOutcome] => {
          const candles = offered[symbol];
          if (!candles)
            return [
              symbol,
              { ok: false, failure: { symbol, reason: 'provider-unavailable', detail: 'down' } },
            ];
          const between = candles.filter(({ date }) => date >= from && date <= to);
          return [
            symbol,
            { ok: true, history: { symbol, currency: 'USD', source: 'yahoo', candles: between } },
          ];
        }),
      );
    },
  };
  const candles = createFakeCandleStore();
  return { candles, asked, offered, histories: createSessionHistories({ candles, provider }) };
}

it('fills many symbols that are new in one call, and asks about none of them again', async () => {
  const { histories, asked } = setUp({
    AAPL: twoYears.map((date) => candle(date)),
    YOUNG: twoYears.slice(-30).map((date) => candle(date)),
    NEWBORN: [],
  });
  const symbols = ['AAPL', 'YOUNG', 'NEWBORN'];
  const first = await histories.before(symbols, TODAY);
  expect(symbols.map((symbol) => first.get(symbol)?.length)).toEqual([HISTORY_SESSIONS, 30, 0]);
  expect(first.get('AAPL')?.at(-1)?.date).toBe('2026-11-19');
  expect(asked).toEqual([{ symbols, from: twoYears.at(-HISTORY_SESSIONS), to: '2026-11-19' }]);
  expect(await histories.before(symbols, TODAY)).toEqual(first);
  expect(asked).toHaveLength(1);
});

it('asks again for a session of which it has only a part, as when the update after its close failed', async () => {
  const { histories, candles, asked, offered } = setUp({ AAPL: twoYears.map((date) => candle(date)) });
  await histories.before(['AAPL'], TODAY);
  await candles.putIfNewer({
    symbol: 'AAPL',
    currency: 'USD',
    source: 'yahoo',
    asOf: `${TODAY}T18:00:00.000Z`,
    isOver: false,
    candle: candle(TODAY, 90),
  });
  offered['AAPL'] = [...twoYears, TODAY].map((date) => candle(date));
  const past = (await histories.before(['AAPL'], '2026-11-23')).get('AAPL');
  expect(past?.at(-1)).toEqual(candle(TODAY));
  expect(asked).toHaveLength(2);
});

it('goes on from session to session without the provider', async () => {
  const { histories, candles, asked } = setUp({ AAPL: twoYears.map((date) => candle(date)) });
  await histories.before(['AAPL'], TODAY);
  for (const date of ['2026-11-20', '2026-11-23', '2026-11-24']) {
    await candles.putIfNewer({
      symbol: 'AAPL',
      currency: 'USD',
      source: 'yahoo',
      asOf: `${date}T21:00:00.000Z`,
      isOver: true,
      candle: candle(date, 200),
    });
    const past = (await histories.before(['AAPL'], addDays(date, 1))).get('AAPL');
    expect([past?.length, past?.at(-1)?.close]).toEqual([HISTORY_SESSIONS, 200]);
  }
  expect(asked).toHaveLength(1);
});

it('fills the sessions that updates missed, and remembers those that an exchange does not have', async () => {
  const { histories, asked, offered } = setUp({ AAPL: twoYears.map((date) => candle(date)) });
  await histories.before(['AAPL'], TODAY);
  // Wednesday the 25th: London rests on the 23rd, it may be, and updates missed the 24th.
  offered['AAPL']?.push(candle('2026-11-20', 201), candle('2026-11-24', 203));
  const past = (await histories.before(['AAPL'], '2026-11-25')).get('AAPL');
  expect(past?.slice(-3).map(({ date }) => date)).toEqual(['2026-11-19', '2026-11-20', '2026-11-24']);
  await histories.before(['AAPL'], '2026-11-25');
  expect(asked).toHaveLength(2);
});

it('needs no provider where updates have stored every session themselves', async () => {
  const { histories, candles, asked } = setUp({});
  for (const date of twoYears.slice(-HISTORY_SESSIONS))
    await candles.putIfNewer({
      symbol: 'AAPL',
      currency: 'USD',
      source: 'yahoo',
      asOf: `${date}T21:00:00.000Z`,
      isOver: true,
      candle: candle(date),
    });
  expect((await histories.before(['AAPL'], TODAY)).get('AAPL')).toHaveLength(HISTORY_SESSIONS);
  expect(asked).toEqual([]);
});

it('gives what follows the last gap while the provider is away, and asks again the next time', async () => {
  const { histories, candles, asked } = setUp({});
  for (const date of ['2026-11-16', '2026-11-18', '2026-11-19'])
    await candles.putIfNewer({
      symbol: 'AAPL',
      currency: 'USD',
      source: 'yahoo',
      asOf: `${date}T21:00:00.000Z`,
      isOver: true,
      candle: candle(date),
    });
  for (let time = 0; time < 2; time += 1) {
    const past = (await histories.before(['AAPL', 'NONE'], TODAY)).get('AAPL');
    expect(past?.map(({ date }) => date)).toEqual(['2026-11-18', '2026-11-19']);
  }
  expect(asked).toHaveLength(2);
});

it('asks nobody when the time is over', async () => {
  const { histories, asked } = setUp({ AAPL: twoYears.map((date) => candle(date)) });
  expect((await histories.before(['AAPL'], TODAY, { signal: AbortSignal.abort() })).get('AAPL')).toEqual([]);
  expect(asked).toEqual([]);
});

it('fetches anew what a split has changed', async () => {
  const { histories, candles, offered } = setUp({ NVDA: twoYears.map((date) => candle(date, 1200)) });
  await histories.before(['NVDA'], TODAY);
  offered['NVDA'] = twoYears.map((date) => candle(date, 120));
  await histories.forget('NVDA');
  const past = (await histories.before(['NVDA'], TODAY)).get('NVDA');
  expect(new Set(past?.map(({ close }) => close))).toEqual(new Set([120]));
  const stored = await candles.between('NVDA', '2026-01-01', TODAY);
  expect(new Set(stored?.candles.map(({ close }) => close))).toEqual(new Set([120]));
});
