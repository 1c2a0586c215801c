import type { Quote, QuoteResponse, SymbolFailure } from '@marketscope/contracts';
import {
  freshnessOf,
  isStale,
  latestSession,
  marketOf,
  type Freshness,
  type MarketClock,
  type MarketDataProvider,
  type QuoteCache,
  type QuoteEntry,
  type QuoteStore,
  type StoredQuote,
} from '@marketscope/domain';
import type { BackgroundWork, Logger } from '@marketscope/runtime';

/** How long a person waits for a provider before the last known price is shown, in milliseconds. */
export const PROVIDER_WAIT_MS = 8000;

/** How long a claim to ask a provider holds: longer than anybody waits for one. */
const CLAIM_MS = PROVIDER_WAIT_MS + 2000;

/** How long providers are not asked again for a symbol that they don't know. */
const UNKNOWN_MS = 10 * 60_000;

/** Pauses between looks for the price that somebody else is asking for: about three seconds in all. */
const LOOK_AGAIN_MS = [50, 100, 200, 300, 400, 500, 700, 800];

/** A symbol's price or why it has none, and whether a provider was asked for it. */
export type QuoteAnswer = { asked: boolean } & (
  { ok: true; quote: QuoteResponse } | { ok: false; failure: SymbolFailure }
);

/** What a lookup stands on. */
export interface QuoteLookupPorts {
  provider: MarketDataProvider;
  /** The market's time. */
  clock: MarketClock;
  quotes: Pick<QuoteStore, 'putIfNewer'> & QuoteCache;
  background: BackgroundWork;
  logger: Logger;
  /** The wall clock, which claims and notes follow. */
  now: () => Date;
  pause: (ms: number) => Promise<unknown>;
}

/**
 * Looks prices up in the store that all processes share, and asks the provider for what it can't answer. Of all who want
 * the same price at the same time one asks, by a claim; the others wait for what it brings. An ageing price is given at
 * once, and the next one asked for behind it. When the provider fails the last known price is given, said to be stale.
 * Neither a store that can't be read nor one that can't be written keeps a price back that the provider gives.
 */
export function createQuoteLookup(
  ports: QuoteLookupPorts,
): (symbols: readonly string[]) => Promise<Map<string, QuoteAnswer>> {
  const { provider, clock, quotes, background, logger, now: wall, pause } = ports;
  const { market } = provider;

  async function lookUp(symbols: readonly string[]): Promise<Map<string, QuoteAnswer>> {
    const [now, entries] = await Promise.all([clock.now(), entriesOf(symbols)]);
    const answers = new Map<string, QuoteAnswer>();
    const ageing: string[] = [];
    const open: string[] = [];
    for (const symbol of symbols) {
      const entry = entries.get(symbol);
      const freshness = freshnessOfEntry(entry, now);
      const answer = freshness === 'old' ? noted(symbol, entry) : fromStore(entry, now);
      if (answer) answers.set(symbol, answer);
      else open.push(symbol);
      if (freshness === 'ageing' && !isAskedFor(entry)) ageing.push(symbol);
    }
    if (ageing.length > 0)
      background.start(async () => {
        const { mine, until } = await claimEach(ageing, entries);
        await ask(mine, { entries, now, until });
      });
    return open.length === 0 ? answers : new Map([...answers, ...(await settle(open, entries, now))]);
  }

  /** Asks for what nobody else asks for, and waits for the rest; what others didn't bring in time is asked for after all. */
  async function settle(
    symbols: readonly string[],
    entries: Map<string, QuoteEntry>,
    now: Date,
  ): Promise<Map<string, QuoteAnswer>> {
    const { mine, others, until } = await claimEach(symbols, entries);
    const [asked, brought] = await Promise.all([
      ask(mine, { entries, now, until }),
      awaitOthers(others, entries, now),
    ]);
    const left = others.filter((symbol) => !brought.has(symbol));
    const known = new Map(left.flatMap((symbol) => lastKnown(symbol, entries, { now, asked: false })));
    const never = left.filter((symbol) => !known.has(symbol));
    return new Map([...asked, ...brought, ...known, ...(await ask(never, { entries, now }))]);
  }

  /** Claims the symbols that can be; the others are being asked for, or have been since they were looked up. */
  async function claimEach(
    symbols: readonly string[],
    entries: Map<string, QuoteEntry>,
  ): Promise<{ mine: string[]; others: string[]; until: Date }> {
    const until = after(CLAIM_MS);
    const claimed = await Promise.all(symbols.map((symbol) => claim(symbol, entries.get(symbol), until)));
    return {
      mine: symbols.filter((_, position) => claimed[position]),
      others: symbols.filter((_, position) => !claimed[position]),
      until,
    };
  }

  /** Asks the provider, stores what it says, and ends the claims that brought no price. */
  async function ask(
    symbols: readonly string[],
    { entries, now, until }: { entries: Map<string, QuoteEntry>; now: Date; until?: Date },
  ): Promise<Map<string, QuoteAnswer>> {
    if (symbols.length === 0) return new Map();
    const outcomes = await provider.quotes(symbols, {
      sessionDate: latestSession(now).date,
      signal: AbortSignal.timeout(PROVIDER_WAIT_MS),
    });
    const answers = symbols.map(async (symbol): Promise<[string, QuoteAnswer]> => {
      const outcome = outcomes.get(symbol) ?? { ok: false, failure: leftOut(symbol) };
      if (outcome.ok) {
        const { quote } = outcome;
        // After a split the update has more to do than to store the price, and finds out by the one from before.
        if (!outcome.split) await kept(symbol, quotes.putIfNewer(quote));
        else if (until) await kept(symbol, quotes.release(symbol, until));
        const stale = isStale(quote.asOf, now);
        return [symbol, { asked: true, ok: true, quote: response(quote, { cached: false, stale }) }];
      }
      const { failure } = outcome;
      const failed: [string, QuoteAnswer] = [symbol, { asked: true, ok: false, failure }];
      if (failure.reason === 'unknown-symbol') {
        const note = { seen: entries.get(symbol)?.quote, market, until: after(UNKNOWN_MS) };
        await kept(symbol, quotes.putUnknown(symbol, note));
        return failed;
      }
      if (until) await kept(symbol, quotes.release(symbol, until));
      return lastKnown(symbol, entries, { now, asked: true })[0] ?? failed;
    });
    return new Map(await Promise.all(answers));
  }

  /** Looks again and again for what others ask for; answers what they brought in a while. */
  async function awaitOthers(
    symbols: readonly string[],
    entries: Map<string, QuoteEntry>,
    now: Date,
  ): Promise<Map<string, QuoteAnswer>> {
    const answers = new Map<string, QuoteAnswer>();
    let awaited = [...symbols];
    for (const ms of LOOK_AGAIN_MS) {
      if (awaited.length === 0) break;
      await pause(ms);
      const latest = await entriesOf(awaited);
      awaited = awaited.filter((symbol) => {
        const entry = latest.get(symbol);
        const isNewer = entry?.quote && entry.quote.fetchedAt !== entries.get(symbol)?.quote?.fetchedAt;
        const answer = noted(symbol, entry) ?? (isNewer ? fromStore(entry, now) : undefined);
        if (answer) answers.set(symbol, answer);
        return !answer && isAskedFor(entry);
      });
    }
    return answers;
  }

  async function entriesOf(symbols: readonly string[]): Promise<Map<string, QuoteEntry>> {
    try {
      return await quotes.entries(symbols);
    } catch (error) {
      logger.error({ err: error }, 'stored quotes could not be read');
      return new Map();
    }
  }

  async function claim(symbol: string, entry: QuoteEntry | undefined, until: Date): Promise<boolean> {
    try {
      return await quotes.claim(symbol, { seen: entry?.quote, market, now: wall(), until });
    } catch (error) {
      logger.error({ err: error, symbol }, 'a quote could not be claimed');
      return true;
    }
  }

  /** Waits for a write without which the answer is as good. */
  async function kept(symbol: string, write: Promise<unknown>): Promise<void> {
    try {
      await write;
    } catch (error) {
      logger.error({ err: error, symbol }, 'a quote could not be stored');
    }
  }

  /** The time that many milliseconds from now, by the wall clock. */
  function after(ms: number): Date {
    return new Date(wall().getTime() + ms);
  }

  function isAskedFor(entry: QuoteEntry | undefined): boolean {
    return entry?.askedUntil !== undefined && entry.askedUntil > wall();
  }

  /** That the symbol is unknown, if that is noted. */
  function noted(symbol: string, entry: QuoteEntry | undefined): QuoteAnswer | undefined {
    if (entry?.unknown?.market !== market || entry.unknown.until <= wall()) return undefined;
    const detail = `${provider.name} knew no ${symbol} when it was last asked`;
    return { asked: false, ok: false, failure: { symbol, reason: 'unknown-symbol', detail } };
  }

  function freshnessOfEntry(entry: QuoteEntry | undefined, now: Date): Freshness {
    const known = knownOf(entry, now);
    return known ? freshnessOf(known, { market, now }) : 'old';
  }

  function fromStore(entry: QuoteEntry | undefined, now: Date): QuoteAnswer | undefined {
    const known = knownOf(entry, now);
    return (
      known && {
        asked: false,
        ok: true,
        quote: response(known, { cached: true, stale: isStale(known.asOf, now) }),
      }
    );
  }

  /** The last known price as an answer, said to be stale; none when none is known. */
  function lastKnown(
    symbol: string,
    entries: Map<string, QuoteEntry>,
    { now, asked }: { now: Date; asked: boolean },
  ): [string, QuoteAnswer][] {
    const known = knownOf(entries.get(symbol), now);
    return known
      ? [[symbol, { asked, ok: true, quote: response(known, { cached: true, stale: true }) }]]
      : [];
  }

  /** The stored price, if it is of the provider's market: the other's is no last known one, nor is one yet to come. */
  function knownOf(entry: QuoteEntry | undefined, now: Date): StoredQuote | undefined {
    const quote = entry?.quote;
    if (!quote || marketOf(quote.source) !== market) return undefined;
    return market === 'recorded' && new Date(quote.asOf) > now ? undefined : quote;
  }

  function leftOut(symbol: string): SymbolFailure {
    return { symbol, reason: 'provider-unavailable', detail: `${provider.name} left ${symbol} out` };
  }

  return lookUp;
}

function response(
  { symbol, name, price, previousClose, change, changePercent, currency, volume, asOf, source }: Quote,
  state: { cached: boolean; stale: boolean },
): QuoteResponse {
  return {
    symbol,
    name,
    price,
    previousClose,
    change,
    changePercent,
    currency,
    volume,
    asOf,
    source,
    ...state,
  };
}
