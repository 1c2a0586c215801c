import type { AlertKind, QuoteResponse } from '@marketscope/contracts';
import { indicatorsOf } from '../indicators/indicators-of.ts';
import { MarketDataError } from '../market/market-data-provider.ts';
import type { MarketReader } from '../market/market-reader.ts';
import { needsHistory, observedValues } from './observed-values.ts';
import { sessionOf } from './rescaled.ts';

/** What is known just now of what an alert watches. */
export interface Sighting {
  /** The last known price; undefined when nobody can tell one. */
  quote: QuoteResponse | undefined;
  /** The present value of the alert's kind; undefined when it is not known, or the price is stale. */
  value: number | undefined;
}

/**
 * Looks at what an alert of this kind would see of a symbol.
 * @throws MarketDataError `unknown-symbol` alone: what fails otherwise is not known
 */
export async function sight(
  market: Pick<MarketReader, 'quote' | 'history'>,
  { symbol, kind }: { symbol: string; kind: AlertKind },
): Promise<Sighting> {
  const [quote, history] = await Promise.all([
    ifKnown(market.quote(symbol)),
    needsHistory(kind) ? ifKnown(market.history(symbol, '2y')) : undefined,
  ]);
  if (quote === undefined || quote.stale) return { quote, value: undefined };
  const indicators = history ? indicatorsOf(history.candles) : null;
  // The session before tells nothing of this one.
  const isOfSession = indicators?.date === sessionOf(new Date(quote.asOf));
  return { quote, value: observedValues(quote, isOfSession ? indicators : null).get(kind) };
}

async function ifKnown<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof MarketDataError && error.code !== 'unknown-symbol') return undefined;
    throw error;
  }
}
