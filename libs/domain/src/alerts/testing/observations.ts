import type { Indicators, Quote, QuoteResponse } from '@marketscope/contracts';
import { sampleIndicators, sampleQuote } from '@marketscope/contracts/fixtures';
import { observationOf, type Observation } from '../alert-states.ts';

/** The time of the close of a day in June 2009. */
export function closeOn(day: number): string {
  return `2009-06-${String(day).padStart(2, '0')}T20:00:00.000Z`;
}

/** A price of Apple on a day in June 2009. */
export function quoteOn(day: number, price: number, parts: Partial<Quote> = {}): QuoteResponse {
  return { ...sampleQuote({ price, asOf: closeOn(day), ...parts }), cached: false, stale: false };
}

/** Indicators of a day in June 2009, of which only what is given is known. */
export function indicatorsOn(day: number, parts: Partial<Indicators> = {}): Indicators {
  return sampleIndicators({ date: closeOn(day).slice(0, 10), ...parts });
}

/** What an update sees that runs at noon of a day in November 2026, by the wall clock, for a day in June 2009. */
export function sampleObservation(
  price: number,
  day: number,
  parts: Partial<Observation> & { quote?: QuoteResponse } = {},
): Observation {
  return observationOf({
    quote: quoteOn(day, price),
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
