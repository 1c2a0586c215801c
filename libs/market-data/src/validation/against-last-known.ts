import type { Quote } from '@marketscope/contracts';
import {
  marketOf,
  moveSince,
  newYorkTime,
  type MarketDataProvider,
  type QuoteOutcome,
  type QuoteStore,
  type StoredQuote,
} from '@marketscope/domain';
import { failed, isFromTheFuture, priceFault } from './answer-faults.ts';
import { explainJump } from './split.ts';

/** Providers tell of a session's prices with delays of their own, of up to this, in milliseconds. */
const SOURCES_APART_MS = 20 * 60_000;

/**
 * Checks what a provider answers against the last known price of each symbol: a price of another symbol, no price at all, in
 * another currency, older than the last known one or from the future is a failure of that symbol; a jump that a split explains
 * is an outcome with `split`, or a failure until the provider confirms it.
 * @param ports.quotes last known prices; those of the other market say nothing
 */
export function validated(
  provider: MarketDataProvider,
  { quotes, clock = () => new Date() }: { quotes: Pick<QuoteStore, 'getMany'>; clock?: () => Date },
): MarketDataProvider {
  return {
    ...provider,
    async quotes(symbols, options = {}) {
      const [outcomes, known] = await Promise.all([
        provider.quotes(symbols, options),
        quotes.getMany(symbols),
      ]);
      const checked = await Promise.all(
        symbols.map(async (symbol): Promise<[string, QuoteOutcome]> => {
          const outcome =
            outcomes.get(symbol) ??
            failed(symbol, 'provider-unavailable', `${provider.name} left ${symbol} out`);
          const last = known.get(symbol);
          const ofMarket = last && marketOf(last.source) === provider.market ? last : undefined;
          return [
            symbol,
            await check(symbol, outcome, ofMarket, { provider, now: clock(), signal: options.signal }),
          ];
        }),
      );
      return new Map(checked);
    },
  };
}

async function check(
  symbol: string,
  outcome: QuoteOutcome,
  known: StoredQuote | undefined,
  context: { provider: MarketDataProvider; now: Date; signal: AbortSignal | undefined },
): Promise<QuoteOutcome> {
  if (!outcome.ok) return outcome;
  const { quote, candle } = outcome;
  const { provider, now, signal } = context;
  if (quote.symbol !== symbol)
    return failed(symbol, 'wrong-symbol', `${provider.name} answered for ${quote.symbol} in its place`);
  const fault = priceFault(quote.price);
  if (fault) return failed(symbol, 'implausible-price', `price: ${fault.detail}`);
  if (isFromTheFuture(new Date(quote.asOf), now))
    return failed(symbol, 'out-of-order', `a price of ${quote.asOf} is from the future`);
  if (!known) return outcome;

  if (quote.currency !== known.currency)
    return failed(
      symbol,
      'currency-changed',
      `${provider.name} gives ${symbol} in ${quote.currency}, the last known price is in ${known.currency}`,
    );
  const backMs = Date.parse(known.asOf) - Date.parse(quote.asOf);
  if (backMs > backwardsAllowed(known, quote))
    return failed(
      symbol,
      'out-of-order',
      `${provider.name} gives a price of ${quote.asOf}, the last known one is of ${known.asOf}`,
    );

  const jump = await explainJump(known, quote, { provider, signal });
  if (jump.kind === 'none') return outcome;
  if (jump.kind === 'suspected')
    return failed(
      symbol,
      'split-suspected',
      `${symbol} went from ${known.price} to ${quote.price}, as by a split of ${ratioWords(jump.ratio)}, which ${provider.name} doesn’t confirm yet`,
    );
  const { split, previousClose } = jump;
  return { ok: true, quote: sinceClose(quote, previousClose), candle, split };
}

/** Another provider's last price of the same session may be a little older; the same one's never. */
function backwardsAllowed(known: StoredQuote, quote: Quote): number {
  const sameSession = newYorkTime(new Date(known.asOf)).date === newYorkTime(new Date(quote.asOf)).date;
  return known.source !== quote.source && sameSession ? SOURCES_APART_MS : 0;
}

/** A quote whose change is since this close, in today's shares. */
function sinceClose(quote: Quote, previousClose: number | null): Quote {
  if (previousClose === null || previousClose === quote.previousClose) return quote;
  return { ...quote, ...moveSince(previousClose, quote.price) };
}

function ratioWords(ratio: number): string {
  if (ratio === 1.5) return '3 for 2';
  if (ratio === 1 / 1.5) return '2 for 3';
  return ratio > 1 ? `${ratio} for 1` : `1 for ${Math.round(1 / ratio)}`;
}
