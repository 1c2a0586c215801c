import type { SearchHit } from '@marketscope/contracts';
import {
  MarketDataError,
  type History,
  type HistoryQuestion,
  type MarketDataProvider,
  type QuoteOutcome,
} from '@marketscope/domain';
import { shareQuestion, type SharedQuestion } from './shared-question.ts';

/**
 * Lets equal questions that are under way at the same time be one: who asks for a symbol's price, a history or a search that
 * another waits for already waits with them.
 */
export function coalescing(provider: MarketDataProvider): MarketDataProvider {
  const quotes = new Map<string, SharedQuestion<Map<string, QuoteOutcome>>>();
  const histories = new Map<string, SharedQuestion<History>>();
  const searches = new Map<string, SharedQuestion<SearchHit[]>>();

  /** Joins a question that is under way by these keys, or puts it and lets others join until it is answered. */
  function underWay<Answer>(
    questions: Map<string, SharedQuestion<Answer>>,
    keys: readonly string[],
    put: (signal: AbortSignal) => Promise<Answer>,
  ): SharedQuestion<Answer> {
    const question = shareQuestion(async (signal) => {
      const forget = (): void => {
        for (const key of keys) if (questions.get(key) === question) questions.delete(key);
      };
      // Who comes after all others have gone needs a question of their own.
      signal.addEventListener('abort', forget, { once: true });
      try {
        return await put(signal);
      } finally {
        forget();
      }
    });
    for (const key of keys) questions.set(key, question);
    return question;
  }

  return {
    ...provider,

    async quotes(symbols, { sessionDate, signal } = {}) {
      const keyOf = (symbol: string): string => `${sessionDate ?? ''} ${symbol}`;
      const shared = new Map<SharedQuestion<Map<string, QuoteOutcome>>, string[]>();
      const unasked: string[] = [];
      for (const symbol of new Set(symbols)) {
        const question = quotes.get(keyOf(symbol));
        if (question) shared.set(question, [...(shared.get(question) ?? []), symbol]);
        else unasked.push(symbol);
      }
      if (unasked.length > 0)
        shared.set(
          underWay(quotes, unasked.map(keyOf), (ends) =>
            provider.quotes(unasked, { ...(sessionDate !== undefined && { sessionDate }), signal: ends }),
          ),
          unasked,
        );
      const answers = await Promise.all(
        [...shared].map(async ([question, wanted]) => {
          const outcomes = await joined(question, wanted, signal);
          return wanted.map((symbol): [string, QuoteOutcome | undefined] => [symbol, outcomes.get(symbol)]);
        }),
      );
      return new Map(
        answers.flat().flatMap(([symbol, outcome]) => (outcome ? [[symbol, outcome] as const] : [])),
      );
    },

    history(symbol, question: HistoryQuestion) {
      const key = `${symbol} ${question.from} ${question.to}`;
      const asked =
        histories.get(key) ??
        underWay(histories, [key], (signal) => provider.history(symbol, { ...question, signal }));
      return asked.join(question.signal);
    },

    search(query, { signal } = {}) {
      const asked =
        searches.get(query) ??
        underWay(searches, [query], (ends) => provider.search(query, { signal: ends }));
      return asked.join(signal);
    },
  };
}

/** The answer of a question about several symbols; each symbol's failure when it isn't waited for. */
async function joined(
  question: SharedQuestion<Map<string, QuoteOutcome>>,
  symbols: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, QuoteOutcome>> {
  try {
    return await question.join(signal);
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    const { code: reason, message: detail } = error;
    return new Map(symbols.map((symbol) => [symbol, { ok: false, failure: { symbol, reason, detail } }]));
  }
}
