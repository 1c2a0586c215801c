import { candle, quote } from '@marketscope/contracts';
import { marketOf, MarketDataError, type MarketDataProvider } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** A provider that knows two companies, with what it is asked about. */
export interface ProviderSubject {
  provider: MarketDataProvider;
  /** Two symbols that it has prices of. */
  known: readonly [string, string];
  /** A symbol that it knows nothing of. */
  unknown: string;
  /** Sessions of which it has candles of the known symbols. */
  span: { from: string; to: string; sessions: number };
  /** Days without a session. */
  noSession: { from: string; to: string };
  /** A part of the first company's name. */
  name: string;
}

/** What every MarketDataProvider does, where it is asked in peace. */
export function marketDataProviderContract(setUp: () => Promise<ProviderSubject>): void {
  it('answers for every symbol, each by itself', async () => {
    const { provider, known, unknown } = await setUp();
    const outcomes = await provider.quotes([...known, unknown]);
    expect([...outcomes.keys()].toSorted()).toEqual([...known, unknown].toSorted());
    for (const symbol of known) {
      const outcome = outcomes.get(symbol);
      if (!outcome?.ok) throw new TypeError(`${symbol} has no price`);
      expect(quote.parse(outcome.quote)).toMatchObject({ symbol });
      expect(marketOf(outcome.quote.source)).toBe(provider.market);
      if (outcome.candle) expect(candle.parse(outcome.candle).close).toBe(outcome.quote.price);
    }
    expect(outcomes.get(unknown)).toMatchObject({
      ok: false,
      failure: { symbol: unknown, reason: 'unknown-symbol' },
    });
  });

  it('has nothing to say of no symbols', async () => {
    const { provider, span } = await setUp();
    expect(await provider.quotes([])).toEqual(new Map());
    expect(await provider.histories([], span)).toEqual(new Map());
    expect(provider.batchSize).toBeGreaterThan(0);
  });

  it('gives a symbol’s sessions of the span, oldest first', async () => {
    const { provider, known, span } = await setUp();
    const [symbol] = known;
    const history = await provider.history(symbol, span);
    expect(history).toMatchObject({ symbol, currency: 'USD' });
    expect(marketOf(history.source)).toBe(provider.market);
    const dates = history.candles.map((each) => candle.parse(each).date);
    expect(dates).toHaveLength(span.sessions);
    expect(dates).toEqual([...new Set(dates)].toSorted());
    expect(dates.every((date) => date >= span.from && date <= span.to)).toBe(true);
  });

  it('gives no sessions of days without any', async () => {
    const { provider, known, noSession } = await setUp();
    expect((await provider.history(known[0], noSession)).candles).toEqual([]);
  });

  it('gives many symbols’ histories as it gives each one’s', async () => {
    const { provider, known, unknown, span } = await setUp();
    const histories = await provider.histories([...known, unknown], span);
    for (const symbol of known) {
      const outcome = histories.get(symbol);
      if (!outcome?.ok) throw new TypeError(`${symbol} has no history`);
      const alone = await provider.history(symbol, span);
      expect(outcome.history.candles.map(({ date, close }) => [date, close])).toEqual(
        alone.candles.map(({ date, close }) => [date, close]),
      );
    }
    expect(histories.get(unknown)).toMatchObject({ ok: false, failure: { reason: 'unknown-symbol' } });
    await expect(provider.history(unknown, span)).rejects.toMatchObject({
      name: 'MarketDataError',
      code: 'unknown-symbol',
    });
  });

  it('finds a company by its ticker and by its name', async () => {
    const { provider, known, name } = await setUp();
    for (const query of [known[0], name]) {
      const hits = await provider.search(query);
      expect(hits[0]).toMatchObject({ symbol: known[0] });
      expect(hits.length).toBeLessThanOrEqual(10);
    }
  });
}

/** Faults of a provider's server that every live provider is put to. */
export type ServerFault =
  'down' | 'limiting' | 'silent' | 'a page' | 'half an answer' | 'nothing' | 'nonsense';

const reasons: Record<ServerFault, string> = {
  down: 'provider-unavailable',
  limiting: 'rate-limited',
  silent: 'provider-unavailable',
  'a page': 'invalid-data',
  'half an answer': 'invalid-data',
  nothing: 'invalid-data',
  nonsense: 'invalid-data',
};

/**
 * What every live provider makes of a server that fails: a typed failure of each symbol, never a price.
 * @param setUp a provider that doesn't retry, whose server has this fault for whatever it is asked
 */
export function providerFaultsContract(
  setUp: (fault: ServerFault) => Promise<{ provider: MarketDataProvider; symbols: readonly string[] }>,
): void {
  const faults = Object.entries(reasons) as [ServerFault, string][];
  it.each(faults)('tells of a server that is, or answers with, %s: %s', async (fault, reason) => {
    const { provider, symbols } = await setUp(fault);
    const signal = () => (fault === 'silent' ? AbortSignal.timeout(100) : new AbortController().signal);
    const span = { from: '2025-02-12', to: '2025-02-14' };

    const outcomes = await provider.quotes(symbols, { signal: signal() });
    expect([...outcomes.values()]).toMatchObject(
      symbols.map((symbol) => ({ ok: false, failure: { symbol, reason } })),
    );
    const histories = await provider.histories(symbols, { ...span, signal: signal() });
    expect([...histories.values()]).toMatchObject(
      symbols.map((symbol) => ({ ok: false, failure: { symbol, reason } })),
    );
    for (const ask of [
      () => provider.history(symbols[0] ?? '', { ...span, signal: signal() }),
      () => provider.search('apple', { signal: signal() }),
    ]) {
      const error: unknown = await ask().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(MarketDataError);
      expect(error).toMatchObject({ code: reason });
    }
  });
}
