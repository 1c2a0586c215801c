import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { quote } from '@marketscope/contracts';
import { marketOf, sourcesOf, type QuoteCache, type QuoteEntry, type QuoteStore } from '@marketscope/domain';
import { z } from 'zod';
import { batchGet } from '../batch-get.ts';
import { answerIfMet, wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** Seconds that an item without a price outlives its claim or its note. */
const KEPT_WITHOUT_PRICE_SECONDS = 3600;

const storedQuote = quote.extend({ fetchedAt: z.iso.datetime() });
const milliseconds = z.number().transform((time) => new Date(time));

/** An item: a price, or only what was learned on the way to one; the latter alone has an end. */
const item = z.union([
  storedQuote.transform((quote) => ({ symbol: quote.symbol, quote })),
  z
    .object({ symbol: z.string(), asOf: z.undefined().optional() })
    .transform(({ symbol }) => ({ symbol, quote: undefined })),
]);
const progress = z.object({
  askedUntil: milliseconds.optional(),
  unknownUntil: milliseconds.optional(),
  unknownIn: z.enum(['live', 'recorded']).optional(),
});

/** The last known price of each symbol, in the table `quotes`. */
export function createQuoteStore({
  documents,
  table,
  now = () => new Date(),
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  now?: () => Date;
}): QuoteStore & QuoteCache {
  async function read(symbols: readonly string[], consistent: boolean): Promise<Map<string, QuoteEntry>> {
    const found = await batchGet(documents, table, {
      Keys: [...new Set(symbols)].map((symbol) => ({ symbol })),
      ...(consistent && { ConsistentRead: true }),
    });
    return new Map(
      found.map((each) => {
        const { symbol, quote } = item.parse(each);
        const { askedUntil, unknownUntil: until, unknownIn: market } = progress.parse(each);
        return [symbol, { quote, askedUntil, unknown: until && market && { market, until } }];
      }),
    );
  }

  return {
    async get(symbol) {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: { symbol } }));
      return Item && item.parse(Item).quote;
    },

    async getMany(symbols) {
      const entries = await read(symbols, false);
      return new Map([...entries].flatMap(([symbol, { quote }]) => (quote ? [[symbol, quote]] : [])));
    },

    async putIfNewer(given) {
      const sources = sourcesOf(marketOf(given.source));
      const names = sources.map((_, position) => `:source${position}`);
      const stored = await answerIfMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: storedQuote.parse({ ...given, fetchedAt: now().toISOString() }),
            ConditionExpression: `attribute_not_exists(asOf) OR asOf <= :asOf OR NOT #source IN (${names.join(', ')})`,
            ExpressionAttributeNames: { '#source': 'source' },
            ExpressionAttributeValues: {
              ':asOf': given.asOf,
              ...Object.fromEntries(names.map((name, position) => [name, sources[position]])),
            },
            ReturnValues: 'ALL_OLD',
          }),
        ),
      );
      if (stored === undefined) return false;
      const before = stored.Attributes && item.parse(stored.Attributes).quote;
      return before?.asOf !== given.asOf;
    },

    entries: (symbols) => read(symbols, true),

    async claim(symbol, { seen, market, now, until }) {
      return wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { symbol },
            UpdateExpression: `SET askedUntil = :until${seen ? '' : ', expiresAt = :expiresAt'}`,
            ConditionExpression: [
              seen ? 'fetchedAt = :fetchedAt' : 'attribute_not_exists(fetchedAt)',
              '(attribute_not_exists(askedUntil) OR askedUntil <= :now)',
              '(attribute_not_exists(unknownUntil) OR unknownUntil <= :now OR unknownIn <> :market)',
            ].join(' AND '),
            ExpressionAttributeValues: {
              ':until': until.getTime(),
              ':now': now.getTime(),
              ':market': market,
              ...(seen ? { ':fetchedAt': seen.fetchedAt } : { ':expiresAt': endOf(until) }),
            },
          }),
        ),
      );
    },

    async release(symbol, until) {
      await wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { symbol },
            UpdateExpression: 'REMOVE askedUntil',
            ConditionExpression: 'askedUntil = :until',
            ExpressionAttributeValues: { ':until': until.getTime() },
          }),
        ),
      );
    },

    async putUnknown(symbol, { seen, market, until }) {
      await wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { symbol },
            UpdateExpression: `SET unknownUntil = :until, unknownIn = :market${seen ? '' : ', expiresAt = :expiresAt'} REMOVE askedUntil`,
            ConditionExpression: seen ? 'fetchedAt = :fetchedAt' : 'attribute_not_exists(fetchedAt)',
            ExpressionAttributeValues: {
              ':until': until.getTime(),
              ':market': market,
              ...(seen ? { ':fetchedAt': seen.fetchedAt } : { ':expiresAt': endOf(until) }),
            },
          }),
        ),
      );
    },
  };
}

/** When an item that holds no price is needed no more. */
function endOf(until: Date): number {
  return epochSeconds(until) + KEPT_WITHOUT_PRICE_SECONDS;
}
