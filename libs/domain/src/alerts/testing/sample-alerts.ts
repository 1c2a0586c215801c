import type { Indicators, Quote, QuoteResponse } from '@marketscope/contracts';
import { observationOf, type Observation } from '../alert-states.ts';
import type { StoredAlert } from '../stored-alert.ts';

/** Ada's alert on Apple at 140 or above, armed since 1 June 2009. */
export function sampleAlert(parts: Partial<StoredAlert> = {}): StoredAlert {
  return {
    id: '01ALERT',
    userId: 'ada',
    symbol: 'AAPL',
    kind: 'price',
    direction: 'above',
    threshold: 140,
    currency: 'USD',
    basePrice: null,
    repeat: false,
    cooldownMinutes: null,
    snoozedUntil: null,
    expiresAt: null,
    note: null,
    state: 'armed',
    createdAt: '2026-11-20T15:00:00.000Z',
    lastTriggeredAt: null,
    armGeneration: 1,
    armedSince: closeOn(1),
    restsUntil: null,
    lastCrossing: null,
    untold: null,
    pricesOf: '2009-06-01',
    revision: 0,
    ...parts,
  };
}

/** The time of the close of a day in June 2009. */
export function closeOn(day: number): string {
  return `2009-06-${String(day).padStart(2, '0')}T20:00:00.000Z`;
}

/** A price of Apple on a day in June 2009. */
export function sampleQuote(price: number, day: number, parts: Partial<Quote> = {}): QuoteResponse {
  return {
    symbol: 'AAPL',
    name: 'Apple Inc.',
    price,
    previousClose: null,
    change: null,
    changePercent: null,
    currency: 'USD',
    volume: null,
    asOf: closeOn(day),
    source: 'replay',
    cached: false,
    stale: false,
    ...parts,
  };
}

/** Indicators of a day in June 2009, of which only what is given is known. */
export function sampleIndicators(day: number, parts: Partial<Indicators> = {}): Indicators {
  return {
    date: closeOn(day).slice(0, 10),
    close: 140,
    changePercent: null,
    return5: null,
    return21: null,
    return252: null,
    drawdownPercent: null,
    average50: null,
    average200: null,
    volatility20: null,
    volumeRatio: null,
    rsi14: null,
    ...parts,
  };
}

/** What an update sees that runs at noon of a day in November 2026, by the wall clock, for a day in June 2009. */
export function sampleObservation(
  price: number,
  day: number,
  parts: Partial<Observation> & { quote?: QuoteResponse } = {},
): Observation {
  return observationOf({
    quote: sampleQuote(price, day),
    indicators: null,
    isLate: false,
    now: noonOn(day),
    run: { startedAt: noonOn(day).toISOString(), correlationId: `run-${day}` },
    ...parts,
  });
}

/** Noon of a day in November 2026, in UTC. */
export function noonOn(day: number): Date {
  return new Date(`2026-11-${String(day).padStart(2, '0')}T12:00:00.000Z`);
}
