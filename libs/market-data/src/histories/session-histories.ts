import type { Candle } from '@marketscope/contracts';
import type {
  CandleStore,
  DaySpan,
  MarketDataProvider,
  SessionHistories,
  StoredPast,
} from '@marketscope/domain';
import PQueue from 'p-queue';
import { isComplete, joined, sessionsBefore, withoutGaps } from './known-past.ts';

/** Symbols whose candles are read, or stored, at once. */
const SYMBOLS_AT_ONCE = 10;

/** What histories are made of. */
export interface HistoryPorts {
  candles: Pick<CandleStore, 'past' | 'putPast' | 'forgetPast'>;
  provider: Pick<MarketDataProvider, 'market' | 'histories'>;
}

/**
 * Histories from the store, which is filled from the provider where it does not reach back far enough, or has missed
 * sessions. What the provider was asked for is remembered with what it had, so a young company is not asked about again.
 */
export function createSessionHistories({ candles, provider }: HistoryPorts): SessionHistories {
  const { market } = provider;

  /** Asks the provider for sessions of many symbols at once, and stores what it has; answers with those that it told of. */
  async function fill(
    pasts: ReadonlyMap<string, StoredPast>,
    asked: DaySpan,
    signal: AbortSignal | undefined,
  ): Promise<Map<string, Candle[]>> {
    const outcomes = await provider.histories([...pasts.keys()], {
      from: asked.first,
      to: asked.last,
      ...(signal && { signal }),
    });
    const filled = new Map<string, Candle[]>();
    const storing = new PQueue({ concurrency: SYMBOLS_AT_ONCE });
    await storing.addAll(
      [...outcomes].map(([symbol, outcome]) => async () => {
        if (!outcome.ok) return;
        await candles.putPast(outcome.history, joined(pasts.get(symbol)?.known ?? null, asked));
        filled.set(symbol, outcome.history.candles);
      }),
    );
    return filled;
  }

  return {
    async before(symbols, date, { signal } = {}) {
      const sessions = sessionsBefore(date);
      const [first = date] = sessions;
      const reading = new PQueue({ concurrency: SYMBOLS_AT_ONCE });
      const stored = new Map(
        await reading.addAll(
          symbols.map((symbol) => async (): Promise<[string, StoredPast]> => [
            symbol,
            await candles.past(symbol, { from: first, before: date, market }),
          ]),
        ),
      );
      const lacking = new Map([...stored].filter(([, past]) => !isComplete(past, sessions)));
      const asked = { first, last: sessions.at(-1) ?? first };
      const filled =
        lacking.size > 0 && !signal?.aborted
          ? await fill(lacking, asked, signal)
          : new Map<string, Candle[]>();
      return new Map(
        [...stored].map(([symbol, past]) => [symbol, filled.get(symbol) ?? withoutGaps(past, sessions)]),
      );
    },

    forget: (symbol) => candles.forgetPast(symbol, market),
  };
}
