import type { EventData, PriceSource, Quote, User, WatchlistEntry } from '@marketscope/contracts';
import { newYorkTime, priceWords, sourceWords } from '@marketscope/domain';
import { cautionBlock, finePrint, paragraph, priceTable, subheading, type PriceRow } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';
import { missingPrices } from './missing-prices.ts';
import { caution, changeWords, dayWords, newYorkWords, percent, shortDayWords } from './wording.ts';

type Update = EventData<'market.update.completed.v1'>;

/** A person's own part of the day. */
export interface OwnDay {
  person: User;
  /** In the order they were added. */
  watchlist: readonly WatchlistEntry[];
  /** The last known price of each watched symbol that has one. */
  quotes: ReadonlyMap<string, Quote>;
}

/** Movers of all updated symbols that are named. */
const MOVERS = 5;
/** Symbols named in an inbox entry. */
const NAMED = 4;

/** Tells a person how what they watch closed, and what moved most. */
export function dailySummaryMessage(update: Update, day: OwnDay, links: PageLinks): Message {
  const { person, watchlist, quotes } = day;
  const date = dayWords(update.sessionDate);
  const rows = watchlist.map((entry) => watchedRow(entry, quotes.get(entry.symbol), update.sessionDate));
  const movers = update.prices.filter(({ changePercent }) => (changePercent ?? 0) !== 0).slice(0, MOVERS);
  const shown = [...watchlist.flatMap(({ symbol }) => quotes.get(symbol) ?? []), ...movers];
  const warning = caution(shown.map(({ source }) => source));
  const missing = missingPrices(update, new Set(watchlist.map(({ symbol }) => symbol)));
  const heading = rows.length === 0 ? 'How the market closed' : `Your watchlist: ${balanceOf(rows)}`;
  const [top] = movers;
  const moved = top ? `Moved most: ${top.symbol} ${percent(top.changePercent ?? 0)}.` : null;

  return {
    kind: 'daily-summary',
    inbox: {
      title: heading,
      body: [
        rows.length === 0 ? 'Your watchlist is empty: add what you own or follow.' : namedRows(rows),
        ...(missing === null ? [] : [missing]),
        ...(moved === null ? [] : [moved]),
        `Close of ${date}.`,
        ...(warning === null ? [] : [warning]),
      ].join('\n'),
      link: '/watchlist',
    },
    email: {
      subject: `${heading} – ${date}`,
      ...emailOf({
        preview: rows.length === 0 ? (moved ?? 'Your watchlist is empty.') : namedRows(rows),
        heading,
        blocks: [
          ...(warning === null ? [] : [cautionBlock(warning)]),
          paragraph(`Hello ${person.name}, this is the close of ${date}.`),
          ...(missing === null ? [] : [cautionBlock(missing)]),
          rows.length === 0
            ? paragraph(
                'Your watchlist is empty. Add what you own or follow, and this message is about that.',
              )
            : priceTable(rows),
          ...(movers.length === 0 ? [] : [subheading('What moved most'), priceTable(movers.map(moverRow))]),
          finePrint(originOf(shown, update)),
        ],
        action: { label: 'Open your watchlist', url: links.to('/watchlist') },
        reason:
          'You get this after each trading day because you have a MarketScope account. It is information, not investment advice.',
      }),
    },
  };
}

function watchedRow(entry: WatchlistEntry, quote: Quote | undefined, sessionDate: string): PriceRow {
  const name = entry.name ?? quote?.name ?? '';
  if (!quote) return { symbol: entry.symbol, detail: name, price: 'no price yet', change: null };
  const isOfSession = newYorkTime(new Date(quote.asOf)).date === sessionDate;
  return {
    symbol: entry.symbol,
    detail: [name, isOfSession ? '' : `as of ${shortDayWords(quote.asOf)}`, originMark(quote.source)]
      .filter((part) => part !== '')
      .join(', '),
    price: priceWords(quote.symbol, quote.price, quote.currency),
    // A change belongs to its session: an older one says nothing of this day.
    change: isOfSession ? changeOf(quote) : null,
  };
}

function moverRow(price: Update['prices'][number]): PriceRow {
  return {
    symbol: price.symbol,
    detail: originMark(price.source),
    price: priceWords(price.symbol, price.price, price.currency),
    change: changeOf({ ...price, change: null }),
  };
}

function changeOf({
  symbol,
  changePercent,
  change,
  currency,
}: Pick<Quote, 'symbol' | 'changePercent' | 'change' | 'currency'>): PriceRow['change'] {
  if (changePercent === null) return null;
  return {
    percent: percent(changePercent),
    amount: change === null ? '' : changeWords(symbol, change, currency),
    direction: changePercent > 0 ? 'up' : changePercent < 0 ? 'down' : 'flat',
  };
}

/** Marks a price that no market made. */
function originMark(source: PriceSource): string {
  return source === 'synthetic' ? 'generated' : '';
}

/** E.g. `3 up, 1 down`. */
function balanceOf(rows: readonly PriceRow[]): string {
  const words = { up: 'up', down: 'down', flat: 'unchanged' };
  const said = Object.entries(words).flatMap(([direction, word]) => {
    const count = rows.filter(({ change }) => change?.direction === direction).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return said.length > 0 ? said.join(', ') : 'no new prices';
}

/** The first few symbols in one line. */
function namedRows(rows: readonly PriceRow[]): string {
  const named = rows
    .slice(0, NAMED)
    .map(({ symbol, price, change }) => `${symbol} ${price}${change ? ` ${change.percent}` : ''}`);
  const more = rows.length - named.length;
  return `${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}.`;
}

/** When the newest of the prices was true, where they come from, and how many symbols have one. */
function originOf(shown: readonly Pick<Quote, 'asOf' | 'source'>[], update: Update): string {
  const [newest] = shown.map(({ asOf }) => asOf).sort((one, other) => Date.parse(other) - Date.parse(one));
  const sources = [...new Set(shown.map(({ source }) => sourceWords[source]))];
  return [
    ...(newest === undefined ? [] : [`As of ${newYorkWords(newest)}. Source: ${sources.join('; ')}.`]),
    `${update.updated} of ${update.requested} symbols were updated.`,
  ].join(' ');
}
