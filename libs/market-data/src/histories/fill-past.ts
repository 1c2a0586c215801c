import type {
  CandleStore,
  DaySpan,
  HistoryOutcome,
  MarketDataProvider,
  StoredPast,
} from '@marketscope/domain';
import PQueue from 'p-queue';
import { joined } from './known-past.ts';

/** Symbols whose candles are stored at once. */
const SYMBOLS_AT_ONCE = 10;

/**
 * Asks the provider for days of many symbols at once, and stores what it has with what it was asked for; answers what it told
 * of each symbol.
 * @param pasts the symbols, with the days that the provider was asked for before
 */
export async function fillPast(
  pasts: ReadonlyMap<string, Pick<StoredPast, 'known'>>,
  asked: DaySpan,
  {
    candles,
    provider,
  }: { candles: Pick<CandleStore, 'putPast'>; provider: Pick<MarketDataProvider, 'histories'> },
  signal?: AbortSignal,
): Promise<Map<string, HistoryOutcome>> {
  const outcomes = await provider.histories([...pasts.keys()], {
    from: asked.first,
    to: asked.last,
    ...(signal && { signal }),
  });
  await new PQueue({ concurrency: SYMBOLS_AT_ONCE }).addAll(
    [...outcomes].map(([symbol, outcome]) => async () => {
      if (outcome.ok) await candles.putPast(outcome.history, joined(pasts.get(symbol)?.known ?? null, asked));
    }),
  );
  return outcomes;
}
