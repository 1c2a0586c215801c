import type { Candle, EventOf, Quote, UpdateBatch } from '@marketscope/contracts';
import { sampleCandle, sampleQuote } from '@marketscope/contracts/fixtures';
import type {
  AlertStore,
  CandleStore,
  HistoryQuestion,
  HistoryOutcome,
  MarketDataProvider,
  MarketTimeline,
  QuoteOutcome,
  QuoteStore,
  RunOrder,
  RunStore,
} from '@marketscope/domain';
import { createSessionHistories } from '@marketscope/market-data';
import {
  captureLogger,
  createFakeAlertStore,
  createFakeArtifactStore,
  createFakeCandleStore,
  createFakeQuoteStore,
  createFakeRestartStore,
  createFakeRunStore,
  createFakeSavedFilterStore,
  createFakeScreenStore,
  createFakeUniverseStore,
  createFakeWatchlistStore,
} from '@marketscope/testing';
import type { StockUpdaterPorts } from '../app.ts';
import type { BatchDelivery } from '../updating/batch.ts';

/** Closes of three June days of 2009, at 16:00 in New York. */
export const days = {
  monday: '2009-06-01T20:00:00.000Z',
  tuesday: '2009-06-02T20:00:00.000Z',
  wednesday: '2009-06-03T20:00:00.000Z',
};

/** A price of Apple, or of another symbol. */
export function priceOf(price: number, more: Partial<Quote> = {}): Quote {
  return sampleQuote({ price, asOf: days.tuesday, ...more });
}

export function batchOf(symbols: string[], more: Partial<UpdateBatch> = {}): UpdateBatch {
  return {
    runId: 'daily-1',
    batch: 0,
    batches: 1,
    trigger: 'daily',
    sessionDate: '2009-06-02',
    startedAt: '2026-11-20T21:30:00.000Z',
    symbols,
    correlationId: 'daily-1',
    ...more,
  };
}

/** The run of these batches, as it is planned. */
export function orderOf(batches: readonly UpdateBatch[]): RunOrder {
  const [{ runId, trigger, sessionDate, startedAt } = batchOf([])] = batches;
  return { runId, trigger, sessionDate, startedAt, batches: batches.map(({ symbols }) => symbols) };
}

/** A batch's delivery with all the time that it needs. */
export function deliveryOf({ ports }: TestMarket, more: Partial<BatchDelivery> = {}): BatchDelivery {
  return { remainingTimeMs: () => 30_000, isLast: false, logger: ports.logger, ...more };
}

/** A service on fakes, and what it did to them. */
export interface TestMarket {
  ports: StockUpdaterPorts & {
    alerts: AlertStore;
    quotes: QuoteStore;
    candles: CandleStore;
    runs: RunStore;
  };
  published: EventOf[];
  sent: UpdateBatch[];
  measured: Record<string, number>;
  lines: Record<string, unknown>[];
  /** Symbols whose past the provider was asked for. */
  historiesAsked: string[];
  /** What the provider knows of a symbol's past, oldest first. */
  offerPast(symbol: string, candles: Candle[]): void;
  /** What the provider answers from now on; a symbol that is left out is unknown to it. */
  offer(...answers: (Quote | QuoteOutcome)[]): void;
  setTime(instant: string): void;
}

/** Builds the service's ports on fakes. */
export function testMarket(
  options: { universe?: string[]; timeline?: MarketTimeline['sessionFor'] } = {},
): TestMarket {
  let now = new Date('2026-11-20T21:30:00.000Z');
  let offered = new Map<string, QuoteOutcome>();
  let ids = 0;
  const pasts = new Map<string, Candle[]>();
  const historiesAsked: string[] = [];
  const candles = createFakeCandleStore();
  const published: EventOf[] = [];
  const sent: UpdateBatch[] = [];
  const measured: Record<string, number> = {};
  const { logger, lines } = captureLogger();
  const metrics = {
    record: (name: string, _unit: string, value: number) =>
      void (measured[name] = (measured[name] ?? 0) + value),
  };
  const provider: Pick<MarketDataProvider, 'quotes' | 'histories' | 'batchSize' | 'market'> = {
    market: 'recorded',
    batchSize: 100,
    histories: async (symbols, question) => {
      historiesAsked.push(...symbols);
      return new Map(symbols.map((symbol) => [symbol, historyOf(symbol, question)]));
    },
    async quotes(symbols) {
      return new Map(
        symbols.map((symbol) => [
          symbol,
          offered.get(symbol) ?? {
            ok: false,
            failure: { symbol, reason: 'unknown-symbol', detail: `nobody knows ${symbol}` },
          },
        ]),
      );
    },
  };
  const historyOf = (symbol: string, { from, to }: HistoryQuestion): HistoryOutcome => {
    const past = pasts.get(symbol);
    if (!past)
      return { ok: false, failure: { symbol, reason: 'unknown-symbol', detail: `nobody knows ${symbol}` } };
    const between = past.filter(({ date }) => date >= from && date <= to);
    return { ok: true, history: { symbol, currency: 'USD', source: 'replay', candles: between } };
  };
  return {
    ports: {
      provider,
      histories: createSessionHistories({ candles, provider }),
      artifacts: createFakeArtifactStore(),
      screens: createFakeScreenStore(),
      savedFilters: createFakeSavedFilterStore(),
      timeline: { sessionFor: options.timeline ?? (async () => ({ sessionDate: '2009-06-02' })) },
      universe: createFakeUniverseStore(options.universe),
      watchlists: createFakeWatchlistStore(),
      alerts: createFakeAlertStore(),
      quotes: createFakeQuoteStore(),
      candles,
      runs: createFakeRunStore(),
      restarts: createFakeRestartStore(),
      batches: { send: async (messages) => void sent.push(...messages) },
      publisher: { publish: async (event) => void published.push(event) },
      metrics,
      businessMetrics: metrics,
      logger,
      clock: () => now,
      newId: () => `id-${(ids += 1)}`,
    },
    published,
    sent,
    measured,
    lines,
    historiesAsked,
    offerPast: (symbol, past) => void pasts.set(symbol, past),
    offer(...answers) {
      const outcomes = answers.map((answer): QuoteOutcome => ('ok' in answer ? answer : known(answer)));
      offered = new Map(
        outcomes.map((outcome) => [outcome.ok ? outcome.quote.symbol : outcome.failure.symbol, outcome]),
      );
    },
    setTime: (instant) => void (now = new Date(instant)),
  };
}

function known(quote: Quote): QuoteOutcome {
  const { price, asOf, volume } = quote;
  return { ok: true, quote, candle: sampleCandle({ date: asOf.slice(0, 10), close: price, volume }) };
}
