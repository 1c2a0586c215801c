import type { SymbolFailure } from '@marketscope/contracts';
import { MarketDataError, type MarketDataProvider } from '@marketscope/domain';
import { timeLimited } from '../calls/time-limit.ts';

/** One of several providers of a market: asked when those before it gave no answer. */
interface FailOverOptions {
  /** In the order in which they are asked, all of one market. Found at the first question. */
  providers: () => Promise<readonly MarketDataProvider[]>;
  market: MarketDataProvider['market'];
  /** Symbols of a batch that suits the first of them. */
  batchSize: number;
  /** Longest wait for one provider while another is left to be asked, in milliseconds; none without it. */
  patienceMs?: number | undefined;
}

/**
 * Several providers of one market as one. Each symbol that one has no price of, for whatever reason, is asked of the next:
 * a symbol that one doesn't know another may, and a price that can't be right is no news of the symbol. A symbol is unknown
 * when all know none such; otherwise the first other reason stands.
 */
export function createFailOver({
  providers,
  market,
  batchSize,
  patienceMs,
}: FailOverOptions): MarketDataProvider {
  async function named(): Promise<readonly MarketDataProvider[]> {
    const found = await providers();
    const stranger = found.find((provider) => provider.market !== market);
    if (stranger) throw new TypeError(`${stranger.name} is of another market`);
    return found;
  }

  /** Asks a provider, which is given up when it takes longer than there is patience for one that is not the last. */
  function ask<Answer>(
    provider: MarketDataProvider,
    isLast: boolean,
    question: (signal: AbortSignal | undefined) => Promise<Answer>,
    signal: AbortSignal | undefined,
  ): Promise<Answer> {
    if (isLast || patienceMs === undefined) return question(signal);
    return timeLimited({ provider: provider.name, limitMs: patienceMs })(question, signal);
  }

  /** Ends a question to a provider when the patience for it does: what it answered by then is kept. */
  function endOf(isLast: boolean, signal: AbortSignal | undefined): { signal?: AbortSignal } {
    if (isLast || patienceMs === undefined) return signal ? { signal } : {};
    const patience = AbortSignal.timeout(patienceMs);
    return { signal: signal ? AbortSignal.any([signal, patience]) : patience };
  }

  /** Asks for many symbols, of each provider those that the ones before it failed at. */
  async function askForMany<Found extends { ok: true }>(
    symbols: readonly string[],
    question: (
      provider: MarketDataProvider,
      symbols: readonly string[],
      isLast: boolean,
    ) => Promise<Map<string, Found | { ok: false; failure: SymbolFailure }>>,
  ): Promise<Map<string, Found | { ok: false; failure: SymbolFailure }>> {
    const answered = new Map<string, Found>();
    const failures = new Map<string, SymbolFailure>();
    const all = await named();
    for (const [position, provider] of all.entries()) {
      const asked = symbols.filter((symbol) => !answered.has(symbol));
      if (asked.length === 0) break;
      let outcomes: Awaited<ReturnType<typeof question>>;
      try {
        outcomes = await question(provider, asked, position === all.length - 1);
      } catch (error) {
        if (!(error instanceof MarketDataError)) throw error;
        outcomes = new Map(
          asked.map((symbol) => [
            symbol,
            { ok: false, failure: { symbol, reason: error.code, detail: error.message } },
          ]),
        );
      }
      for (const symbol of asked) {
        const outcome = outcomes.get(symbol);
        if (outcome?.ok) answered.set(symbol, outcome);
        else failures.set(symbol, worse(failures.get(symbol), outcome?.failure ?? leftOut(symbol, provider)));
      }
    }
    return new Map(
      symbols.map((symbol) => {
        const found = answered.get(symbol);
        return [symbol, found ?? { ok: false, failure: failures.get(symbol) ?? nobody(symbol) }];
      }),
    );
  }

  return {
    name: 'the live market',
    market,
    batchSize,

    quotes: (symbols, { signal, ...options } = {}) =>
      askForMany(symbols, (provider, asked, isLast) =>
        ask(
          provider,
          isLast,
          (ends) => provider.quotes(asked, { ...options, ...(ends && { signal: ends }) }),
          signal,
        ),
      ),

    // One symbol after the other where a provider has no other way: what came within its patience is no less true.
    histories: (symbols, { signal, ...span }) =>
      askForMany(symbols, (provider, asked, isLast) =>
        provider.histories(asked, { ...span, ...endOf(isLast, signal) }),
      ),

    async history(symbol, { signal, ...span }) {
      const outcomes = await askForMany([symbol], async (provider, _asked, isLast) => {
        const history = await ask(
          provider,
          isLast,
          (ends) => provider.history(symbol, { ...span, ...(ends && { signal: ends }) }),
          signal,
        );
        return new Map([[symbol, { ok: true as const, history }]]);
      });
      const outcome = outcomes.get(symbol);
      if (outcome?.ok) return outcome.history;
      const { reason, detail } = outcome?.failure ?? nobody(symbol);
      throw new MarketDataError(reason, detail);
    },

    async search(query, options = {}) {
      let failure: MarketDataError | undefined;
      const all = await named();
      for (const [position, provider] of all.entries())
        try {
          return await ask(
            provider,
            position === all.length - 1,
            (signal) => provider.search(query, { ...options, ...(signal && { signal }) }),
            options.signal,
          );
        } catch (error) {
          if (!(error instanceof MarketDataError)) throw error;
          failure ??= error;
        }
      throw failure ?? new MarketDataError('provider-unavailable', 'there is no provider to ask');
    },
  };
}

/** Which of two providers' reasons tells more of why there is no price. */
function worse(first: SymbolFailure | undefined, second: SymbolFailure): SymbolFailure {
  return first === undefined || first.reason === 'unknown-symbol' ? second : first;
}

function leftOut(symbol: string, { name }: MarketDataProvider): SymbolFailure {
  return { symbol, reason: 'provider-unavailable', detail: `${name} left ${symbol} out` };
}

function nobody(symbol: string): SymbolFailure {
  return { symbol, reason: 'provider-unavailable', detail: 'there is no provider to ask' };
}
