import { defaultUniverse } from '@marketscope/domain';
import { createFakeQuoteStore, createFakeReplayCursor } from '@marketscope/testing';
import { describe, expect, it } from 'vitest';
import { createMarketData, marketDataSettings } from '../market-data.ts';

const replayAt = (sessionDate?: string) =>
  createMarketData({
    settings: marketDataSettings.parse({ MARKET_DATA: 'replay' }),
    cursor: createFakeReplayCursor(sessionDate),
    quotes: createFakeQuoteStore(),
  });
const order = { trigger: 'daily', now: new Date('2026-11-21T12:00:00Z'), force: false } as const;

describe('replayed prices', () => {
  it('are the closes of the session that the clock shows', async () => {
    const { provider } = replayAt('2009-06-02');
    const outcomes = await provider.quotes(['AAPL', '^GSPC']);
    expect(outcomes.get('AAPL')).toMatchObject({
      ok: true,
      quote: {
        symbol: 'AAPL',
        name: 'Apple Inc.',
        price: 139.49,
        previousClose: 139.35,
        change: 0.14,
        changePercent: 0.1005,
        currency: 'USD',
        volume: null,
        asOf: '2009-06-02T20:00:00.000Z',
        source: 'replay',
      },
    });
    expect(outcomes.get('^GSPC')).toMatchObject({
      quote: { price: 944.74, source: 'replay' },
      candle: { date: '2009-06-02', open: 942.87, close: 944.74 },
    });
  });

  it('are those of a session that is named, in winter time too', async () => {
    const outcomes = await replayAt().provider.quotes(['AAPL'], { sessionDate: '2009-12-01' });
    expect(outcomes.get('AAPL')).toMatchObject({
      quote: { price: 196.97, asOf: '2009-12-01T21:00:00.000Z' },
    });
  });

  it('end at 13:00 on the day after Thanksgiving', async () => {
    const outcomes = await replayAt().provider.quotes(['AAPL'], { sessionDate: '2009-11-27' });
    expect(outcomes.get('AAPL')).toMatchObject({ quote: { asOf: '2009-11-27T18:00:00.000Z' } });
  });

  it('tell no change from a close that was not recorded', async () => {
    const outcomes = await replayAt().provider.quotes(['AAPL'], { sessionDate: '2009-08-12' });
    expect(outcomes.get('AAPL')).toMatchObject({
      quote: { price: 165.31, previousClose: null, change: null, changePercent: null },
    });
  });

  it('are marked where they are generated', async () => {
    const { provider } = replayAt();
    const companies = defaultUniverse.filter((symbol) => symbol !== 'AAPL' && symbol !== '^GSPC');
    for (const outcome of (await provider.quotes(companies)).values())
      expect(outcome).toMatchObject({ ok: true, quote: { source: 'synthetic' } });
    expect(await provider.history('MSFT', { from: '2009-05-01', to: '2009-06-01' })).toMatchObject({
      source: 'synthetic',
    });
    expect(await provider.search('microsoft')).toMatchObject([{ symbol: 'MSFT', source: 'synthetic' }]);
  });

  it('are not known for other symbols', async () => {
    const { provider } = replayAt();
    expect((await provider.quotes(['ZZZZ'])).get('ZZZZ')).toMatchObject({
      failure: { reason: 'unknown-symbol' },
    });
    await expect(provider.history('ZZZZ', { from: '2009-01-01', to: '2009-06-01' })).rejects.toMatchObject({
      code: 'unknown-symbol',
    });
  });

  it('are not known from before they were recorded', async () => {
    const outcomes = await replayAt().provider.quotes(['AAPL'], { sessionDate: '2007-04-23' });
    expect(outcomes.get('AAPL')).toMatchObject({ failure: { reason: 'invalid-data' } });
  });

  it('tell nothing of the days to come', async () => {
    const { provider } = replayAt('2009-06-02');
    const { candles } = await provider.history('AAPL', { from: '2009-05-29', to: '2012-01-01' });
    expect(candles.map(({ date }) => date)).toEqual(['2009-05-29', '2009-06-01', '2009-06-02']);
  });
});

describe('search', () => {
  it.each([
    ['aapl', ['AAPL']],
    ['^gspc', ['^GSPC']],
    ['gspc', ['^GSPC']],
    ['apple', ['AAPL']],
    ['j', ['JNJ', 'JPM']],
    ['corporation', ['BAC', 'CVX', 'IBM', 'INTC', 'MSFT', 'NVDA', 'ORCL', 'XOM']],
    ['no such company', []],
  ])('finds %s', async (query, symbols) => {
    const found = (await replayAt().provider.search(query)).map(({ symbol }) => symbol);
    expect(found.slice(0, symbols.length)).toEqual(symbols);
    if (symbols.length === 0) expect(found).toEqual([]);
  });
});

describe('the replay clock', () => {
  it('stands at the first session’s close until it is moved', async () => {
    expect(await replayAt().clock.now()).toEqual(new Date('2009-06-01T20:00:00Z'));
  });

  it('stands at the close of the session that it was moved to', async () => {
    const { clock, timeline } = replayAt();
    await timeline.sessionFor({ ...order, runId: 'run-1' });
    expect(await clock.now()).toEqual(new Date('2009-06-02T20:00:00Z'));
  });
});

describe('the replay timeline', () => {
  it('moves to the next recorded day with every run, on any day', async () => {
    const { timeline } = replayAt('2009-06-04');
    const dates: unknown[] = [];
    for (const runId of ['a', 'b', 'c']) dates.push(await timeline.sessionFor({ ...order, runId }));
    expect(dates).toEqual(['2009-06-05', '2009-06-08', '2009-06-09'].map((sessionDate) => ({ sessionDate })));
  });

  it('gives a run that asks again the session that it had', async () => {
    const { timeline } = replayAt();
    const first = await timeline.sessionFor({ ...order, runId: 'a' });
    expect(await timeline.sessionFor({ ...order, runId: 'a' })).toEqual(first);
  });

  it('passes over a day that not every recording has', async () => {
    expect(await replayAt('2009-08-10').timeline.sessionFor({ ...order, runId: 'a' })).toEqual({
      sessionDate: '2009-08-12',
    });
  });

  it('gives two runs at once two sessions', async () => {
    const { timeline } = replayAt();
    const given = await Promise.all(['a', 'b'].map((runId) => timeline.sessionFor({ ...order, runId })));
    expect(new Set(given.map((each) => 'sessionDate' in each && each.sessionDate))).toEqual(
      new Set(['2009-06-02', '2009-06-03']),
    );
  });

  it('says that the recorded days are used up, and stands', async () => {
    const { timeline, clock } = replayAt('2012-04-30');
    expect(await timeline.sessionFor({ ...order, runId: 'a' })).toEqual({ sessionDate: '2012-05-01' });
    expect(await timeline.sessionFor({ ...order, runId: 'b' })).toEqual({
      skipped: 'replay has reached 2012-05-01, the last of its recorded sessions',
    });
    expect(await clock.now()).toEqual(new Date('2012-05-01T20:00:00Z'));
  });
});
