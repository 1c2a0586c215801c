import type { Candle, SearchHit } from '@marketscope/contracts';
import {
  addDays,
  isSession,
  latestSession,
  MarketDataError,
  newYorkInstant,
  type HistoryOutcome,
  type HistoryQuestion,
  type MarketDataProvider,
  type QuoteOutcome,
} from '@marketscope/domain';
import { carefulCaller, type Care } from '../calls/careful-caller.ts';
import { bestMatches } from '../search-ranking.ts';
import { failed } from '../validation/answer-faults.ts';
import { assetHits } from './alpaca-assets.ts';
import { barCandles, readBarsPage } from './alpaca-bars.ts';
import { alpacaJson, RefusedSymbolError, type AlpacaKeys } from './alpaca-fetch.ts';
import { snapshotOutcomes, type AlpacaFeed } from './alpaca-snapshots.ts';
import { alpacaSymbol, symbolOfAlpaca } from './alpaca-symbols.ts';

const DATA_URL = 'https://data.alpaca.markets';
/** Free keys are those of a paper account. */
const TRADING_URL = 'https://paper-api.alpaca.markets';

/** Symbols of one question at the most: the address has to hold them all. */
export const ALPACA_BATCH_SIZE = 400;

/** Bars of a page; Alpaca's most. */
const PAGE_BARS = 10_000;

/** Pages of one question at the most; more are a provider that goes round in circles. */
const MAX_PAGES = 1000;

/** A free subscription may ask for all exchanges' bars except the latest quarter of an hour's. */
const FREE_DELAY_MS = 16 * 60_000;

/** How long the list of assets, which a search goes through, is kept. */
const ASSETS_KEPT_MS = 24 * 3_600_000;

export interface AlpacaOptions extends Care {
  keys: AlpacaKeys;
  /** `iex` unless given, which needs no subscription. */
  feed?: AlpacaFeed | undefined;
  /** Server to ask for market data, in place of Alpaca's. */
  baseUrl?: string | undefined;
  /** Server to ask for the list of assets: a paper account's unless given, whose keys no other takes. */
  tradingUrl?: string | undefined;
  clock?: () => Date;
}

/**
 * Alpaca's market data of shares traded in the United States, over its API v2: snapshots and bars of several hundred symbols a
 * question. Prices of the free feed are those of one exchange; candles are all exchanges'.
 */
export function createAlpacaProvider(options: AlpacaOptions): MarketDataProvider {
  const { keys, feed = 'iex', clock = () => new Date(), ...rest } = options;
  const { baseUrl = DATA_URL, tradingUrl = TRADING_URL, ...care } = rest;
  const call = carefulCaller('Alpaca', care);
  let assets: { hits: Promise<SearchHit[]>; until: number } | undefined;

  function ask(
    base: string,
    path: string,
    query: Record<string, string>,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const url = new URL(path, base);
    url.search = new URLSearchParams(query).toString();
    return call((ends) => alpacaJson(url, { keys, signal: ends }), signal);
  }

  /**
   * Asks for symbols of Alpaca's, leaving out those for whose sake it refuses the question.
   * @returns undefined when none is left
   */
  async function askFor<Answer>(
    tickers: readonly string[],
    question: (symbols: string) => Promise<Answer>,
  ): Promise<Answer | undefined> {
    const left = new Set(tickers);
    while (left.size > 0) {
      try {
        return await question([...left].join(','));
      } catch (error) {
        if (!(error instanceof RefusedSymbolError) || !left.delete(error.symbol)) throw error;
      }
    }
    return undefined;
  }

  async function snapshots(
    symbols: readonly string[],
    signal?: AbortSignal,
  ): Promise<Map<string, QuoteOutcome>> {
    const tickers = symbols.map((symbol) => alpacaSymbol(symbol) ?? symbol);
    try {
      const answer = await askFor(tickers, (list) =>
        ask(baseUrl, '/v2/stocks/snapshots', { symbols: list, feed }, signal),
      );
      return snapshotOutcomes(symbols, answer ?? {}, { feed, now: clock() });
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      return new Map(symbols.map((symbol) => [symbol, failed(symbol, error.code, error.message)]));
    }
  }

  /** All pages of the bars of some tickers. */
  async function bars(
    tickers: readonly string[],
    { from, to, signal }: HistoryQuestion,
    adjustment: 'split' | 'all',
  ): Promise<Map<string, unknown[]>> {
    const found = new Map<string, unknown[]>();
    const lastMoment = newYorkInstant(addDays(to, 1), 0).getTime() - 1;
    const end = feed === 'sip' ? lastMoment : Math.min(lastMoment, clock().getTime() - FREE_DELAY_MS);
    const start = newYorkInstant(from, 0);
    if (end <= start.getTime()) return found;
    const query = {
      timeframe: '1Day',
      start: start.toISOString(),
      end: new Date(end).toISOString(),
      limit: String(PAGE_BARS),
      adjustment,
      feed: 'sip',
    };
    let token: string | undefined;
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const answer = await askFor(tickers, (symbols) =>
        ask(
          baseUrl,
          '/v2/stocks/bars',
          { symbols, ...query, ...(token !== undefined && { page_token: token }) },
          signal,
        ),
      );
      if (answer === undefined) return found;
      const read = readBarsPage(answer);
      for (const [ticker, more] of Object.entries(read.bars))
        found.set(ticker, [...(found.get(ticker) ?? []), ...more]);
      if (read.next === undefined) return found;
      if (read.next === token) break;
      token = read.next;
    }
    throw new MarketDataError('invalid-data', 'Alpaca’s pages of bars have no end');
  }

  async function histories(
    symbols: readonly string[],
    question: HistoryQuestion,
    { dividends }: { dividends: boolean },
  ): Promise<Map<string, HistoryOutcome>> {
    const tickers = symbols.flatMap((symbol) => alpacaSymbol(symbol) ?? []);
    try {
      const [raw, adjusted] = await Promise.all([
        bars(tickers, question, 'split'),
        dividends ? bars(tickers, question, 'all') : undefined,
      ]);
      const others = [...raw.keys()].filter((ticker) => !symbols.includes(symbolOfAlpaca(ticker)));
      return new Map(
        symbols.map((symbol) => {
          const ticker = alpacaSymbol(symbol) ?? symbol;
          return [
            symbol,
            historyOf(symbol, {
              rows: raw.get(ticker),
              adjusted: adjusted?.get(ticker),
              others,
              question,
              now: clock(),
            }),
          ];
        }),
      );
    } catch (error) {
      if (!(error instanceof MarketDataError)) throw error;
      return new Map(
        symbols.map((symbol) => [
          symbol,
          { ok: false, failure: { symbol, reason: error.code, detail: error.message } },
        ]),
      );
    }
  }

  return {
    name: 'Alpaca',
    market: 'live',
    batchSize: ALPACA_BATCH_SIZE,

    async quotes(symbols, { signal } = {}) {
      const known = symbols.filter((symbol) => alpacaSymbol(symbol) !== undefined);
      const answers = await Promise.all(chunks(known).map((chunk) => snapshots(chunk, signal)));
      const outcomes = new Map(answers.flatMap((answer) => [...answer]));
      return new Map(
        symbols.map((symbol) => [
          symbol,
          outcomes.get(symbol) ?? failed(symbol, 'unknown-symbol', `Alpaca can’t know ${symbol}`),
        ]),
      );
    },

    async history(symbol, question) {
      const outcome = (await histories([symbol], question, { dividends: true })).get(symbol);
      if (outcome?.ok) return outcome.history;
      throw new MarketDataError(outcome?.failure.reason ?? 'invalid-data', outcome?.failure.detail ?? symbol);
    },

    async histories(symbols, question) {
      const answers: Map<string, HistoryOutcome>[] = [];
      for (const chunk of chunks(symbols))
        answers.push(await histories(chunk, question, { dividends: false }));
      return new Map(answers.flatMap((answer) => [...answer]));
    },

    async search(query, { signal } = {}) {
      const now = clock().getTime();
      if (!assets || assets.until <= now) {
        const list = { status: 'active', asset_class: 'us_equity' };
        const hits = ask(tradingUrl, '/v2/assets', list, signal).then(assetHits);
        const kept = { hits, until: now + ASSETS_KEPT_MS };
        assets = kept;
        hits.catch(() => {
          if (assets === kept) assets = undefined;
        });
      }
      return bestMatches(await assets.hits, query);
    },
  };
}

function historyOf(
  symbol: string,
  found: {
    rows: unknown[] | undefined;
    adjusted: unknown[] | undefined;
    others: string[];
    question: HistoryQuestion;
    now: Date;
  },
): HistoryOutcome {
  const { rows, adjusted, others, question, now } = found;
  const fail = (reason: MarketDataError['code'], detail: string): HistoryOutcome => ({
    ok: false,
    failure: { symbol, reason, detail },
  });
  if (!rows && others.length > 0)
    return fail('wrong-symbol', `Alpaca answered for ${others.slice(0, 3).join(', ')} in its place`);
  if (!rows && hasSession(question, now)) return fail('unknown-symbol', `Alpaca has no candles of ${symbol}`);
  let candles: Candle[];
  try {
    candles = barCandles(symbol, rows ?? [], adjusted);
  } catch (error) {
    if (!(error instanceof MarketDataError)) throw error;
    return fail(error.code, error.message);
  }
  const inSpan = candles.filter(({ date }) => date >= question.from && date <= question.to);
  return { ok: true, history: { symbol, currency: 'USD', source: 'alpaca', candles: inSpan } };
}

/** Whether a span holds a session that Alpaca tells of by now; without one, no candles tell nothing of a symbol. */
function hasSession({ from, to }: HistoryQuestion, now: Date): boolean {
  const latest = latestSession(new Date(now.getTime() - FREE_DELAY_MS)).date;
  const last = to < latest ? to : latest;
  for (let date = from; date <= last; date = addDays(date, 1)) if (isSession(date)) return true;
  return false;
}

function chunks(symbols: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(symbols.length / ALPACA_BATCH_SIZE) }, (_, index) =>
    symbols.slice(index * ALPACA_BATCH_SIZE, (index + 1) * ALPACA_BATCH_SIZE),
  );
}
