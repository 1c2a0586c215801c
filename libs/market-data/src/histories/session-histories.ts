import type { Candle } from '@marketscope/contracts';
import type { CandleStore, MarketDataProvider, SessionHistories, StoredPast } from '@marketscope/domain';
import PQueue from 'p-queue';
import { fillPast } from './fill-past.ts';
import { isComplete, sessionsBefore, withoutGaps } from './known-past.ts';

/** Symbols whose candles are read at once. */
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
export function createSessionHistories(ports: HistoryPorts): SessionHistories {
  const { candles, provider } = ports;
  const { market } = provider;

  return {
    async before(symbols, date, { signal } = {}) {
      if (symbols.length === 0) return new Map();
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
        lacking.size > 0 && !signal?.aborted ? await fillPast(lacking, asked, ports, signal) : undefined;
      const pastOf = (symbol: string, past: StoredPast): Candle[] => {
        const outcome = filled?.get(symbol);
        return outcome?.ok ? outcome.history.candles : withoutGaps(past, sessions);
      };
      return new Map([...stored].map(([symbol, past]) => [symbol, pastOf(symbol, past)]));
    },

    forget: (symbol) => candles.forgetPast(symbol, market),
  };
}
