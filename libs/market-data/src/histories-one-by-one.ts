import {
  MarketDataError,
  type HistoryOutcome,
  type HistoryQuestion,
  type MarketDataProvider,
} from '@marketscope/domain';
import PQueue from 'p-queue';

/**
 * Histories of many symbols from a provider that tells of one at a time, a few at once. A symbol's failure stays its own.
 * @param options.atOnce questions that are under way at the same time, at the most
 */
export async function historiesOneByOne(
  symbols: readonly string[],
  question: HistoryQuestion,
  { history, atOnce }: { history: MarketDataProvider['history']; atOnce: number },
): Promise<Map<string, HistoryOutcome>> {
  const queue = new PQueue({ concurrency: atOnce });
  const ask = async (symbol: string): Promise<[string, HistoryOutcome]> => {
    try {
      return [symbol, { ok: true, history: await history(symbol, question) }];
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      return [symbol, { ok: false, failure: { symbol, reason: error.code, detail: error.message } }];
    }
  };
  return new Map(await queue.addAll([...new Set(symbols)].map((symbol) => () => ask(symbol))));
}
