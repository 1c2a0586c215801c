import type { EventData, User } from '@marketscope/contracts';
import { priceWords, sourceWords } from '@marketscope/domain';
import { cautionBlock, finePrint, paragraph, priceTable, type PriceRow } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';
import { caution, dayWords, percent } from './wording.ts';

type News = EventData<'screen.entrant.v1'>;
type Match = News['matches'][number];

/** Symbols named in an inbox entry and in a subject. */
const NAMED = 3;

/** Tells a person which symbols have come to match a filter that they saved. */
export function screenEntrantMessage(news: News, person: User, links: PageLinks): Message {
  const date = dayWords(news.date);
  const heading = `${namedMatches(news)} ${news.matchCount === 1 ? 'matches' : 'match'} “${news.filterName}”`;
  // With the day: by the time it is read there may be later screens.
  const link = `/screen?filter=${encodeURIComponent(news.filterId)}&date=${news.date}`;
  const sources = news.matches.map(({ source }) => source);
  const warning = caution(sources);
  const unnamed = news.matchCount - news.matches.length;

  return {
    kind: 'screen-entrant',
    inbox: {
      title: heading,
      body: [
        `New in the screen of ${date}: ${news.description}.`,
        ...news.matches.slice(0, NAMED).map((match) => `${match.symbol}: ${detailsOf(match).join(', ')}.`),
        ...(warning === null ? [] : [warning]),
      ].join('\n'),
      link,
    },
    email: {
      subject: `${heading}${warning === null ? '' : ' (not today’s market)'}`,
      ...emailOf({
        preview: `New in the screen of ${date}: ${news.description}.`,
        heading,
        blocks: [
          ...(warning === null ? [] : [cautionBlock(warning)]),
          paragraph(
            `Hello ${person.name}, your filter “${news.filterName}” (${news.description}) lets through what it did not in the screen before:`,
          ),
          priceTable(news.matches.map(rowOf)),
          ...(unnamed > 0 ? [paragraph(`And ${unnamed} more: the page shows all of them.`)] : []),
          finePrint(
            `As of the close of ${date}. Source: ${[...new Set(sources.map((source) => sourceWords[source]))].join('; ')}.`,
          ),
        ],
        action: { label: 'Open the screen', url: links.to(link) },
        reason: `You get this because you saved the filter “${news.filterName}” in MarketScope; delete it to hear no more. It is information, not investment advice.`,
      }),
    },
  };
}

/** E.g. `KO, IBM and 4 more`. */
function namedMatches({ matches, matchCount }: News): string {
  const named = matches.slice(0, NAMED).map(({ symbol }) => symbol);
  if (matchCount > named.length) return `${named.join(', ')} and ${matchCount - named.length} more`;
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
}

function rowOf(match: Match): PriceRow {
  const { symbol, name, close, currency, changePercent } = match;
  return {
    symbol,
    detail: [name ?? '', ...measuresOf(match)].filter((part) => part !== '').join(', '),
    price: priceWords(symbol, close, currency),
    change:
      changePercent === null
        ? null
        : {
            percent: percent(changePercent),
            amount: '',
            direction: changePercent > 0 ? 'up' : changePercent < 0 ? 'down' : 'flat',
          },
  };
}

function detailsOf(match: Match): string[] {
  const { symbol, close, currency, changePercent } = match;
  const change = changePercent === null ? [] : [`${percent(changePercent)} on the day`];
  return [priceWords(symbol, close, currency), ...change, ...measuresOf(match)];
}

/** What filters mostly ask for, where it is known. */
function measuresOf({ drawdownPercent, volumeRatio, rsi14 }: Match): string[] {
  return [
    ...(drawdownPercent === null ? [] : [`${percent(drawdownPercent)} from its 52-week high`]),
    ...(volumeRatio === null ? [] : [`${volumeRatio.toFixed(1)}× its usual volume`]),
    ...(rsi14 === null ? [] : [`RSI ${rsi14.toFixed(0)}`]),
  ];
}
