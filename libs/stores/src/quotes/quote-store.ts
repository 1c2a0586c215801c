import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  GetCommand,
  PutCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { quote } from '@marketscope/contracts';
import { marketOf, sourcesOf, type QuoteStore, type StoredQuote } from '@marketscope/domain';
import { z } from 'zod';

const item = quote.extend({ fetchedAt: z.iso.datetime() });

/** Keys that one BatchGetItem takes, and how often keys that DynamoDB left for later are asked for again. */
const MAX_KEYS = 100;
const MAX_ASKS = 5;

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
  async function getPage(symbols: string[]): Promise<StoredQuote[]> {
    const found: StoredQuote[] = [];
    let request: BatchGetCommandInput['RequestItems'] = {
      [table]: { Keys: symbols.map((symbol) => ({ symbol })) },
    };
    for (let ask = 0; request && Object.keys(request).length > 0; ask += 1) {
      if (ask === MAX_ASKS) throw new Error(`DynamoDB left keys of ${table} unread ${MAX_ASKS} times`);
      const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await documents.send(
        new BatchGetCommand({ RequestItems: request }),
      );
      for (const each of Responses?.[table] ?? []) found.push(item.parse(each));
      request = UnprocessedKeys;
    }
    return found;
  }

  return {
    async get(symbol) {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { symbol } }));
      return item.optional().parse(Item);
    },

    async getMany(symbols) {
      const asked = [...new Set(symbols)];
      const pages = Array.from({ length: Math.ceil(asked.length / MAX_KEYS) }, (_, page) =>
        getPage(asked.slice(page * MAX_KEYS, (page + 1) * MAX_KEYS)),
      );
      const found = (await Promise.all(pages)).flat();
      return new Map(found.map((each) => [each.symbol, each]));
    },

    async putIfNewer(given) {
      const sources = sourcesOf(marketOf(given.source));
      const names = sources.map((_, position) => `:source${position}`);
      try {
        const { Attributes } = await documents.send(
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
        );
        const before = item.optional().parse(Attributes);
        return before?.asOf !== given.asOf;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
