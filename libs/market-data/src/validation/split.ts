import {
  addDays,
  newYorkTime,
  sessionBefore,
  type MarketDataProvider,
  type Split,
  type StoredQuote,
} from '@marketscope/domain';
import type { Quote } from '@marketscope/contracts';
import { splitBetween, splitLike } from './split-ratio.ts';

/** What a jump since the last known price comes down to. */
export type Jump =
  | { kind: 'none' }
  | { kind: 'split'; split: Split; previousClose: number | null }
  | { kind: 'suspected'; ratio: number };

/**
 * Tells a split from a move. Splits take effect between sessions, so only a price of a later session than the last known one
 * can tell of one. A jump that a usual ratio explains is a split when the provider's own figure of the close that we know was
 * divided by that ratio: its previous close, or where that is not adjusted or of another session, its history, which is. It is
 * a move when the history of an earlier session still says what we know; on the first day after, a provider may only be late.
 */
export async function explainJump(
  known: StoredQuote,
  quote: Quote,
  { provider, signal }: { provider: Pick<MarketDataProvider, 'history'>; signal: AbortSignal | undefined },
): Promise<Jump> {
  const knownSession = newYorkTime(new Date(known.asOf)).date;
  const session = newYorkTime(new Date(quote.asOf)).date;
  const ratio = session > knownSession ? splitLike(known.price, quote.price) : undefined;
  if (ratio === undefined) return { kind: 'none' };

  const split: Split = { ratio, date: addDays(knownSession, 1) };
  const isNextSession = sessionBefore(session).date === knownSession;
  if (
    isNextSession &&
    quote.previousClose !== null &&
    splitBetween(known.price, quote.previousClose) === ratio
  )
    return { kind: 'split', split, previousClose: quote.previousClose };

  const close = await closeInHistory(known.symbol, knownSession, { provider, signal });
  const told = close === undefined ? undefined : splitBetween(known.price, close);
  if (close !== undefined && told === ratio)
    return { kind: 'split', split, previousClose: isNextSession ? close : quote.previousClose };
  return told === 1 && !isNextSession ? { kind: 'none' } : { kind: 'suspected', ratio };
}

async function closeInHistory(
  symbol: string,
  date: string,
  { provider, signal }: { provider: Pick<MarketDataProvider, 'history'>; signal: AbortSignal | undefined },
): Promise<number | undefined> {
  try {
    const { candles } = await provider.history(symbol, { from: date, to: date, ...(signal && { signal }) });
    return candles.find((candle) => candle.date === date)?.close;
  } catch {
    // Without its history the provider has confirmed nothing.
    return undefined;
  }
}
