import type { SymbolFailure } from '@marketscope/contracts';
import type { CandleStore, DaySpan, MarketDataProvider } from '@marketscope/domain';
import { fillPast } from '@marketscope/market-data';

/** Symbols that are asked for together: what a kill may have asked for in vain, at the most. */
const SYMBOLS_AT_ONCE = 10;

/** How far a backfill is. */
export interface BackfillProgress {
  symbols: number;
  /** Symbols that are done with: stored now, known before, or failed. */
  done: number;
  known: number;
  failed: number;
  /** Sessions that were stored. */
  sessions: number;
}

export interface BackfillResult extends Omit<BackfillProgress, 'failed'> {
  failed: SymbolFailure[];
}

/**
 * Stores the sessions of symbols from a day to another. What is stored of a symbol is noted when all of it is, so a backfill
 * that is cut short goes on with the symbol after when it is started again, and asks for none twice.
 */
export async function backfill(
  { symbols, days }: { symbols: readonly string[]; days: DaySpan },
  {
    candles,
    provider,
    onProgress,
  }: {
    candles: Pick<CandleStore, 'knownDays' | 'putPast'>;
    provider: Pick<MarketDataProvider, 'market' | 'histories'>;
    onProgress: (progress: BackfillProgress) => void;
  },
): Promise<BackfillResult> {
  const failed: SymbolFailure[] = [];
  const progress = { symbols: symbols.length, done: 0, known: 0, sessions: 0 };
  for (let start = 0; start < symbols.length; start += SYMBOLS_AT_ONCE) {
    const page = symbols.slice(start, start + SYMBOLS_AT_ONCE);
    const pasts = new Map(
      await Promise.all(
        page.map(
          async (symbol) => [symbol, { known: await candles.knownDays(symbol, provider.market) }] as const,
        ),
      ),
    );
    const lacking = new Map([...pasts].filter(([, { known }]) => !covers(known, days)));
    const outcomes =
      lacking.size > 0 ? await fillPast(lacking, days, { candles, provider }) : new Map<string, never>();
    for (const outcome of outcomes.values())
      if (outcome.ok) progress.sessions += outcome.history.candles.length;
      else failed.push(outcome.failure);
    progress.known += page.length - lacking.size;
    progress.done += page.length;
    onProgress({ ...progress, failed: failed.length });
  }
  return { ...progress, failed };
}

function covers(known: DaySpan | null, days: DaySpan): boolean {
  return known !== null && known.first <= days.first && known.last >= days.last;
}
