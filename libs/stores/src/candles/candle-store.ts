import { GetCommand, paginateQuery, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { candle, currency, instant, priceSource, sessionDate, type Candle } from '@marketscope/contracts';
import { closeOf, marketOf, type CandleStore, type Market } from '@marketscope/domain';
import { z } from 'zod';
import { batchPut } from '../batch-write.ts';
import { wasMet } from '../conditional-write.ts';

const item = candle.extend({
  symbol: z.string(),
  currency,
  source: priceSource,
  asOf: instant,
  isOver: z.boolean().default(true),
});

/**
 * Sort key of the item that tells which days of a market a provider was asked for. It comes after every date, so that one
 * query reads candles and it.
 */
const knownKey = (market: Market): string => `known#${market}`;

/** Without days, what is stored is no longer so. */
const knownItem = z.object({ first: sessionDate, last: sessionDate }).nullable();

/** Sessions of each symbol, in the table `candles`: `symbol`, `date`. */
export function createCandleStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): CandleStore {
  async function query(symbol: string, from: string, to: string): Promise<Record<string, unknown>[]> {
    const found: Record<string, unknown>[] = [];
    const pages = paginateQuery(
      { client: documents },
      {
        TableName: table,
        KeyConditionExpression: 'symbol = :symbol AND #date BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#date': 'date' },
        ExpressionAttributeValues: { ':symbol': symbol, ':from': from, ':to': to },
      },
    );
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }

  async function putKnown(symbol: string, market: Market, days: z.infer<typeof knownItem>): Promise<void> {
    await documents.send(
      new PutCommand({ TableName: table, Item: { symbol, date: knownKey(market), days } }),
    );
  }

  return {
    async putIfNewer({ candle, ...session }) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { ...candle, ...session },
            ConditionExpression: 'attribute_not_exists(symbol) OR asOf <= :asOf',
            ExpressionAttributeValues: { ':asOf': session.asOf },
          }),
        ),
      );
    },

    async between(symbol, from, to) {
      const sessions = (await query(symbol, from, to)).map((each) => item.parse(each));
      const latest = sessions.at(-1);
      if (!latest) return undefined;
      const key = knownKey(marketOf(latest.source));
      const [asked] = await query(symbol, key, key);
      const known = asked && knownItem.parse(asked['days']);
      if (known === null) return undefined;
      return {
        symbol,
        currency: latest.currency,
        source: latest.source,
        candles: sessions
          .filter(({ date }) => known === undefined || date >= known.first)
          .map((session) => candle.parse(session)),
      };
    },

    async past(symbol, { from, before, market }) {
      const candles: Candle[] = [];
      let known: z.infer<typeof knownItem> = null;
      for (const each of await query(symbol, from, knownKey(market))) {
        const date = String(each['date']);
        if (date === knownKey(market)) {
          known = knownItem.parse(each['days']);
          if (known === null) return { candles: [], known };
        }
        // Also among the keys: later sessions, and what is known of the other market.
        if (date >= before) continue;
        const session = item.parse(each);
        if (session.isOver && marketOf(session.source) === market) candles.push(candle.parse(session));
      }
      return { candles, known };
    },

    async knownDays(symbol, market) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { symbol, date: knownKey(market) }, ConsistentRead: true }),
      );
      return knownItem.parse(Item?.['days'] ?? null);
    },

    async putPast({ symbol, currency, source, candles }, known) {
      await batchPut(
        documents,
        table,
        candles.map((each) => ({
          ...each,
          symbol,
          currency,
          source,
          asOf: closeOf(each.date).toISOString(),
        })),
      );
      await putKnown(symbol, marketOf(source), known);
    },

    async forgetPast(symbol, market) {
      await putKnown(symbol, market, null);
    },
  };
}
