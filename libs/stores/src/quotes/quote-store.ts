import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { quote } from '@marketscope/contracts';
import { marketOf, sourcesOf, type QuoteStore } from '@marketscope/domain';
import { z } from 'zod';
import { batchGet } from '../batch-get.ts';
import { answerIfMet } from '../conditional-write.ts';

const item = quote.extend({ fetchedAt: z.iso.datetime() });

/** The last known price of each symbol, in the table `quotes`. */
export function createQuoteStore({
  documents,
  table,
  now = () => new Date(),
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  now?: () => Date;
}): QuoteStore {
  return {
    async get(symbol) {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { symbol } }));
      return item.optional().parse(Item);
    },

    async getMany(symbols) {
      const found = await batchGet(documents, table, {
        Keys: [...new Set(symbols)].map((symbol) => ({ symbol })),
      });
      return new Map(found.map((each) => item.parse(each)).map((each) => [each.symbol, each]));
    },

    async putIfNewer(given) {
      const sources = sourcesOf(marketOf(given.source));
      const names = sources.map((_, position) => `:source${position}`);
      const stored = await answerIfMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: item.parse({ ...given, fetchedAt: now().toISOString() }),
            ConditionExpression: `attribute_not_exists(symbol) OR asOf <= :asOf OR NOT #source IN (${names.join(', ')})`,
            ExpressionAttributeNames: { '#source': 'source' },
            ExpressionAttributeValues: {
              ':asOf': given.asOf,
              ...Object.fromEntries(names.map((name, position) => [name, sources[position]])),
            },
            ReturnValues: 'ALL_OLD',
          }),
        ),
      );
      return stored !== undefined && item.optional().parse(stored.Attributes)?.asOf !== given.asOf;
    },
  };
}
