import type {
  HistoryRange,
  QuoteResponse,
  QuotesResponse,
  SymbolFailure,
  WatchlistEntry,
} from '@marketscope/contracts';
import { symbol as symbolSchema } from '@marketscope/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useServices } from '../app/services-context.ts';

export const watchlistKey = ['watchlist'] as const;
export const quotesKey = ['quotes'] as const;
/** As many as the API quotes at a time. */
const symbolsAtATime = 50;
/** Milliseconds between two looks at the prices that are on the screen. */
const quotesEvery = 30_000;

/** The watched symbols, in the order in which they were added. */
export function useWatchlist() {
  const { watchlist } = useServices();
  return useQuery({ queryKey: watchlistKey, queryFn: ({ signal }) => watchlist.list(signal) });
}

/** What is known of a symbol's price: a quote, or why there is none. */
export type QuoteOrFailure = { quote: QuoteResponse } | { failure: SymbolFailure };

/** Prices by symbol, kept current while they are on the screen. */
export function useQuotes(symbols: readonly string[]) {
  const { stock } = useServices();
  return useQuery({
    queryKey: [...quotesKey, ...symbols],
    queryFn: async ({ signal }) => {
      const batches: Promise<QuotesResponse>[] = [];
      for (let start = 0; start < symbols.length; start += symbolsAtATime) {
        batches.push(stock.quotes(symbols.slice(start, start + symbolsAtATime), signal));
      }
      return bySymbol(await Promise.all(batches));
    },
    enabled: symbols.length > 0,
    refetchInterval: quotesEvery,
    // Adding a symbol must not blank the prices of the others.
    placeholderData: keepPreviousData,
  });
}

/** The quote of the symbol that a text is; undefined when it is none, or has no price. */
export function useQuoteOf(text: string): QuoteResponse | undefined {
  const typed = symbolSchema.safeParse(useDeferredValue(text)).data;
  const known = useQuotes(typed === undefined ? [] : [typed]).data?.get(typed ?? '');
  return known !== undefined && 'quote' in known ? known.quote : undefined;
}

function bySymbol(answers: readonly QuotesResponse[]): Map<string, QuoteOrFailure> {
  const known = new Map<string, QuoteOrFailure>();
  for (const { items, failed } of answers) {
    for (const failure of failed) known.set(failure.symbol, { failure });
    for (const quote of items) known.set(quote.symbol, { quote });
  }
  return known;
}

/** A symbol's sessions, kept while another range is on its way. */
export function useHistory(symbol: string, range: HistoryRange) {
  const { stock } = useServices();
  return useQuery({
    queryKey: ['history', symbol, range],
    queryFn: ({ signal }) => stock.history(symbol, range, signal),
    staleTime: 5 * 60_000,
    placeholderData: (previous) => (previous?.symbol === symbol ? previous : undefined),
  });
}

/** Symbols that match what was typed. */
export function useSymbolSearch(query: string) {
  const { stock } = useServices();
  return useQuery({
    queryKey: ['symbol-search', query],
    queryFn: ({ signal }) => stock.search(query, signal),
    enabled: query !== '',
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
  });
}

/** Adds a symbol to the watchlist. */
export function useWatch() {
  const { watchlist } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (symbol: string) => watchlist.add(symbol),
    onSuccess: () => queries.invalidateQueries({ queryKey: watchlistKey }),
  });
}

/** Takes a symbol off the watchlist; it goes at once, and comes back should that fail. */
export function useUnwatch() {
  const { watchlist } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (symbol: string) => watchlist.remove(symbol),
    onMutate: (symbol) =>
      queries.setQueryData<WatchlistEntry[]>(watchlistKey, (known) =>
        known?.filter((entry) => entry.symbol !== symbol),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: watchlistKey }),
  });
}
