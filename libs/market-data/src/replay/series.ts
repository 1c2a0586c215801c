import type { Candle, PriceSource } from '@marketscope/contracts';
import aapl from './recordings/aapl.json' with { type: 'json' };
import gspc from './recordings/gspc.json' with { type: 'json' };
import { FIRST_REPLAY_SESSION } from './replay-clock.ts';
import { candlesOf, recording } from './recordings/recording.ts';
import { syntheticCompanies } from './synthetic-companies.ts';
import { syntheticCandles } from './synthetic-series.ts';

/** All that replay knows of one symbol. */
export interface Series {
  symbol: string;
  name: string;
  exchange: string;
  currency: string;
  source: PriceSource;
  /** Oldest first. Made when first asked for. */
  candles: () => Candle[];
}

const recorded = [recording.parse(aapl), recording.parse(gspc)].map((each): Series => {
  const { symbol, name, exchange } = each;
  return {
    symbol,
    name,
    exchange,
    currency: 'USD',
    source: 'replay',
    candles: once(() => candlesOf(each)),
  };
});

const index = once(() => candlesOf(recording.parse(gspc)));
const synthetic = syntheticCompanies.map((company): Series => {
  const { symbol, name, exchange } = company;
  return {
    symbol,
    name,
    exchange,
    currency: 'USD',
    source: 'synthetic',
    candles: once(() => syntheticCandles(company, index())),
  };
});

/** Every symbol that can be replayed: recordings of real prices, and companies whose prices are generated. */
export const seriesBySymbol: ReadonlyMap<string, Series> = new Map(
  [...recorded, ...synthetic].map((each) => [each.symbol, each]),
);

/** Days that replay stops at: those on which every recording has a price, from the first on, oldest first. */
export const replaySessions: () => readonly string[] = once(() => {
  const [first, ...others] = recorded.map(({ candles }) => candles().map(({ date }) => date));
  const alsoRecorded = others.map((dates) => new Set(dates));
  return (first ?? []).filter(
    (date) => date >= FIRST_REPLAY_SESSION && alsoRecorded.every((dates) => dates.has(date)),
  );
});

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
