import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { RateLimitStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** Sort key of the item that holds all bookings of a limit. */
const BOOKED = 'booked';

/** An item of bookings; a list of numbers, as it is read and written with every lot of calls. */
const item = z.object({
  version: z.string(),
  bookings: z
    .array(z.tuple([z.string(), z.number(), z.number(), z.number()]))
    .transform((bookings) => bookings.map(([id, calls, from, until]) => ({ id, calls, from, until }))),
});

/** Shared limits in the table `rate-limits`: `key`, `window`. */
export function createRateLimitStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): RateLimitStore {
  return {
    async booked(key) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { key, window: BOOKED }, ConsistentRead: true }),
      );
      return Item ? item.parse(Item) : { version: undefined, bookings: [] };
    },

    async replaceBooked(key, seen, { version, bookings, expiresAt }) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: {
              key,
              window: BOOKED,
              version,
              bookings: bookings.map(({ id, calls, from, until }) => [id, calls, from, until]),
              expiresAt: epochSeconds(expiresAt),
            },
            ...(seen.version === undefined
              ? { ConditionExpression: 'attribute_not_exists(version)' }
              : {
                  ConditionExpression: 'version = :seen',
                  ExpressionAttributeValues: { ':seen': seen.version },
                }),
          }),
        ),
      );
    },
  };
}
