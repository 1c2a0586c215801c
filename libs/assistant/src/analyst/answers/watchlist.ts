import type { QuoteResponse } from '@marketscope/contracts';
import type { Intent } from '../../language/intent.ts';
import { addToWatchlist, addToWatchlistResult } from '../../tools/add-to-watchlist.ts';
import { listWatchlist, watchlistToolResult } from '../../tools/list-watchlist.ts';
import { companiesOf } from '../company.ts';
import type { Evidence } from '../evidence.ts';
import { confirmationText, watchedText } from '../write/changes.ts';
import { plain } from '../write/figures.ts';
import { strangerText } from '../write/phrases.ts';
import { quotesText } from '../write/quotes.ts';
import { failedText } from './market.ts';
import { getQuote, quoteToolResult } from '../../tools/get-quote.ts';

/** Watched symbols whose prices are told. */
const MAX_QUOTED = 25;

export function answerWatchlist(
  { order }: Extract<Intent, { kind: 'list-watchlist' }>,
  evidence: Evidence,
): string | undefined {
  const list = evidence.ask({ name: listWatchlist.name, args: {} }, watchlistToolResult);
  if (!list) return undefined;
  if (list.kind !== 'found') return failedText('your watchlist', list);
  const { items, total } = list.result;
  if (items.length === 0) return 'Your watchlist is empty. Say “Add NVDA to my watchlist” to watch a symbol.';
  const symbols = items.slice(0, MAX_QUOTED).map(({ symbol }) => symbol);
  const found = evidence.ask({ name: getQuote.name, args: { symbols } }, quoteToolResult);
  if (!found) return undefined;
  const rest =
    total > symbols.length ? `\n\nThese are ${symbols.length} of the ${total} symbols that you watch.` : '';
  if (found.kind !== 'found')
    return `You watch ${symbols.join(', ')}. ${failedText('their prices', found)}${rest}`;
  const { quotes, failed } = found.result;
  return quotesText({ quotes: inOrder(quotes, order), failed }) + rest;
}

export function answerWatching(
  { subjects }: Extract<Intent, { kind: 'watch' }>,
  evidence: Evidence,
): string | undefined {
  const companies = companiesOf(subjects, evidence);
  if (!companies) return undefined;
  const texts = companies.symbols.map((symbol) => watch(symbol, evidence));
  if (texts.includes(undefined)) return undefined;
  return [...texts, ...companies.others.map(strangerText)].join('\n\n');
}

/** Adds a symbol, and tells what came of it. */
export function watch(symbol: string, evidence: Evidence): string | undefined {
  const finding = evidence.ask({ name: addToWatchlist.name, args: { symbol } }, addToWatchlistResult);
  if (!finding) return undefined;
  if (finding.kind === 'unconfirmed') return confirmationText(finding.change);
  if (finding.kind === 'failed') return `I couldn’t add ${symbol} to your watchlist: ${plain(finding.error)}`;
  return watchedText(finding.result);
}

function inOrder(
  quotes: readonly QuoteResponse[],
  order: 'best-first' | 'worst-first' | undefined,
): QuoteResponse[] {
  if (order === undefined) return [...quotes];
  const sign = order === 'best-first' ? -1 : 1;
  // What has no change on the day comes last either way.
  const rank = ({ changePercent }: QuoteResponse): number =>
    changePercent === null ? Infinity : sign * changePercent;
  return quotes.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}
