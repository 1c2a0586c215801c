import { setTimeout as timer } from 'node:timers/promises';
import type { SymbolFailure } from '@marketscope/contracts';
import { MarketDataError, type CandleStore, type MarketReader } from '@marketscope/domain';
import type { MetricSink } from '@marketscope/runtime';
import { createAnswerMemory } from './answer-memory.ts';
import { createHistoryLookup } from './history-lookup.ts';
import {
  createQuoteLookup,
  PROVIDER_WAIT_MS,
  type QuoteAnswer,
  type QuoteLookupPorts,
} from './quote-lookup.ts';

/** How long a price is kept in memory, in milliseconds. */
const PRICE_KEPT_MS = 1000;

/** How long it is kept in memory that a symbol is unknown. */
const UNKNOWN_KEPT_MS = 60_000;

/**
 * Reads the market through two caches: a symbol's answer is kept in memory for a second, in which all who ask share it, and
 * the store that all processes share is asked before the provider. Each read of a price records `CacheHitRate`: 100 when
 * no provider was asked for it, else 0.
 * @param ports.background lets refreshes end that go on behind an answer
 */
export function createMarketReader({
  candles,
  metrics,
  now = () => new Date(),
  pause = (ms) => timer(ms),
  ...ports
}: Omit<QuoteLookupPorts, 'now' | 'pause'> &
  Partial<Pick<QuoteLookupPorts, 'now' | 'pause'>> & {
    candles: Pick<CandleStore, 'between'>;
    metrics: MetricSink;
  }): MarketReader {
  const memory = createAnswerMemory<QuoteAnswer>({
    load: createQuoteLookup({ ...ports, now, pause }),
    keptMs: (answer) => (isUnknown(answer) ? UNKNOWN_KEPT_MS : PRICE_KEPT_MS),
  });
  const history = createHistoryLookup({ ...ports, candles });

  async function read(symbols: readonly string[]): Promise<QuoteAnswer[]> {
    const answers = await memory.get(symbols);
    return answers.map(({ answer, remembered }) => {
      metrics.record('CacheHitRate', 'Percent', remembered || !answer.asked ? 100 : 0);
      return remembered && answer.ok ? { ...answer, quote: { ...answer.quote, cached: true } } : answer;
    });
  }

  return {
    async quote(symbol) {
      const [answer] = await read([symbol]);
      if (answer?.ok) return answer.quote;
      throw new MarketDataError(
        answer?.failure.reason ?? 'provider-unavailable',
        answer?.failure.detail ?? `${symbol} was not answered`,
      );
    },

    async quotes(symbols) {
      const answers = await read(symbols);
      return {
        items: answers.flatMap((answer) => (answer.ok ? [answer.quote] : [])),
        failed: answers.flatMap((answer): SymbolFailure[] => (answer.ok ? [] : [answer.failure])),
      };
    },

    history,

    search: (query) => ports.provider.search(query, { signal: AbortSignal.timeout(PROVIDER_WAIT_MS) }),
  };
}

function isUnknown(answer: QuoteAnswer): boolean {
  return !answer.ok && answer.failure.reason === 'unknown-symbol';
}
