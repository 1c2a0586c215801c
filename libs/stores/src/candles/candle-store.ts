import { paginateQuery, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { candle, currency, instant, priceSource } from '@marketscope/contracts';
import type { CandleStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';

const item = candle.extend({ symbol: z.string(), currency, source: priceSource, asOf: instant });

/** Sessions of each symbol, in the table `candles`: `symbol`, `date`. */
export function createCandleStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): CandleStore {
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
      const sessions: z.infer<typeof item>[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'symbol = :symbol AND #date BETWEEN :from AND :to',
          ExpressionAttributeNames: { '#date': 'date' },
          ExpressionAttributeValues: { ':symbol': symbol, ':from': from, ':to': to },
        },
      );
      for await (const { Items = [] } of pages) sessions.push(...Items.map((each) => item.parse(each)));
      const latest = sessions.at(-1);
      if (!latest) return undefined;
      return {
        symbol,
        currency: latest.currency,
        source: latest.source,
        candles: sessions.map((session) => candle.parse(session)),
      };
    },
  };
}
