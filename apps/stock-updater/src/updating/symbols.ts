import type { Candle, SymbolFailure, UpdateBatch } from '@marketscope/contracts';
import {
  needsHistory,
  type AlertStore,
  type MarketDataProvider,
  type QuoteOutcome,
  type SessionHistories,
  type SymbolWatch,
  type UpdatedPrice,
} from '@marketscope/domain';
import PQueue from 'p-queue';
import { updateSymbol, type PricedOutcome, type SymbolPorts } from './symbol.ts';

/** Shares of a batch's time after which the provider is no longer waited for: for quotes, then for what history lacks. */
const QUOTES_UNTIL = 0.5;
const HISTORIES_UNTIL = 0.75;

/** Calls to the provider, and symbols with a price, that are under way at once. */
export const CALLS_AT_ONCE = 10;
const SYMBOLS_AT_ONCE = 20;

/** What updating the symbols of a batch needs. */
export interface UpdatePorts extends SymbolPorts {
  provider: Pick<MarketDataProvider, 'quotes' | 'batchSize'>;
  histories: SessionHistories;
  alerts: SymbolPorts['alerts'] & Pick<AlertStore, 'watches'>;
}

/** What came of the symbols of a batch. */
export interface SymbolUpdates {
  failed: SymbolFailure[];
  prices: UpdatedPrice[];
}

type SymbolUpdate = { failure: SymbolFailure } | { price: UpdatedPrice };

/**
 * Updates symbols: asks the provider in calls of the size that it takes, and sees to each symbol as its answer comes, while
 * other calls are under way.
 * @param timeMs milliseconds that there are for all of it
 * @throws AggregateError of our own failures, when every symbol has had its turn
 */
export async function updateSymbols(
  batch: UpdateBatch,
  ports: UpdatePorts,
  timeMs: number,
): Promise<SymbolUpdates> {
  const quotesSignal = AbortSignal.timeout(Math.floor(timeMs * QUOTES_UNTIL));
  const historiesSignal = AbortSignal.timeout(Math.floor(timeMs * HISTORIES_UNTIL));
  const calls = new PQueue({ concurrency: CALLS_AT_ONCE });
  const turns = new PQueue({ concurrency: SYMBOLS_AT_ONCE });

  const updateGroup = async (symbols: readonly string[]): Promise<PromiseSettledResult<SymbolUpdate>[]> => {
    // Only the call itself takes a place among those under way: the next one goes out while its symbols are seen to.
    const outcomes = await calls.add(() =>
      ports.provider.quotes(symbols, { sessionDate: batch.sessionDate, signal: quotesSignal }),
    );
    const priced = symbols.flatMap((symbol) => {
      const outcome = outcomes.get(symbol);
      return outcome?.ok ? [outcome] : [];
    });
    const { pasts, watches } = await knowledgeOf(priced, batch, ports, historiesSignal);
    return Promise.allSettled(
      symbols.map(async (symbol): Promise<SymbolUpdate> => {
        const outcome = outcomes.get(symbol);
        if (!outcome?.ok) return { failure: failureOf(symbol, outcome) };
        const known = { past: pasts.get(symbol) ?? null, watch: watches.get(symbol) };
        return turns.add(async () => ({ price: await updateSymbol(outcome, known, batch, ports) }));
      }),
    );
  };

  const groups = await Promise.all(
    inCalls(batch.symbols, ports.provider.batchSize).map(async (symbols) => {
      const results = await Promise.allSettled([updateGroup(symbols)]);
      return results.flatMap((result) => (result.status === 'fulfilled' ? result.value : [result]));
    }),
  );
  return settled(groups.flat(), batch);
}

/** What came of all symbols. @throws AggregateError of our own failures */
function settled(results: readonly PromiseSettledResult<SymbolUpdate>[], batch: UpdateBatch): SymbolUpdates {
  const faults: unknown[] = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  const updates = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  if (faults.length > 0)
    throw new AggregateError(
      faults,
      `${batch.symbols.length - updates.length} of ${batch.symbols.length} symbols were not stored`,
      { cause: faults[0] },
    );
  return {
    failed: updates.flatMap((update) => ('failure' in update ? [update.failure] : [])),
    prices: updates.flatMap((update) => ('price' in update ? [update.price] : [])),
  };
}

/**
 * What the symbols have alerts of, and the past sessions of those that need them: of all at the end of a day, for its
 * screen; else of those with an alert that looks back.
 */
async function knowledgeOf(
  priced: readonly PricedOutcome[],
  { trigger, sessionDate }: UpdateBatch,
  { alerts, histories }: UpdatePorts,
  signal: AbortSignal,
): Promise<{ pasts: Map<string, Candle[]>; watches: Map<string, SymbolWatch> }> {
  // What is stored from before a split is of no use to anyone, whether it is needed now or not.
  for (const { quote, split } of priced) if (split) await histories.forget(quote.symbol);
  const symbols = priced.map(({ quote }) => quote.symbol);
  if (trigger === 'daily') {
    // To fetch what is lacking may take minutes: an alert that is made meanwhile is to be seen.
    const pasts = await histories.before(symbols, sessionDate, { signal });
    return { pasts, watches: await alerts.watches(symbols) };
  }
  const watches = await alerts.watches(symbols);
  const lookingBack = [...watches.values()]
    .filter(({ conditions }) => conditions.some(({ kind }) => needsHistory(kind)))
    .map(({ symbol }) => symbol);
  return { pasts: await histories.before(lookingBack, sessionDate, { signal }), watches };
}

function failureOf(symbol: string, outcome: QuoteOutcome | undefined): SymbolFailure {
  if (outcome && !outcome.ok) return outcome.failure;
  return { symbol, reason: 'provider-unavailable', detail: 'the provider left it out' };
}

function inCalls(symbols: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(symbols.length / size) }, (_, call) =>
    symbols.slice(call * size, (call + 1) * size),
  );
}
