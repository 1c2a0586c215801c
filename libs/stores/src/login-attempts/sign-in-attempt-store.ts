import { DeleteCommand, GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { SignInAttempts, SignInAttemptStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** An item of the table `login-attempts`; `expiresAt` is its TTL. */
const item = z
  .object({
    failures: z.number(),
    lockedUntil: z.string().nullable(),
    announced: z.boolean(),
    expiresAt: z.number(),
  })
  .transform(({ expiresAt, ...rest }): SignInAttempts => ({
    ...rest,
    expiresAt: new Date(expiresAt * 1000),
  }));

/** Failed sign-ins in the table `login-attempts`. */
export function createSignInAttemptStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): SignInAttemptStore {
  return {
    async get(email, now) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { email }, ConsistentRead: true }),
      );
      const found = Item && item.parse(Item);
      return found && found.expiresAt > now ? found : undefined;
    },

    async replace(email, seen, { expiresAt, ...next }, now) {
      // Failures only ever grow, and a lock is announced once: the two name the state.
      const condition = seen
        ? {
            ConditionExpression: 'failures = :failures AND announced = :announced',
            ExpressionAttributeValues: { ':failures': seen.failures, ':announced': seen.announced },
          }
        : {
            ConditionExpression: 'attribute_not_exists(email) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': epochSeconds(now) },
          };
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { email, ...next, expiresAt: epochSeconds(expiresAt) },
            ...condition,
          }),
        ),
      );
    },

    async clear(email) {
      await documents.send(new DeleteCommand({ TableName: table, Key: { email } }));
    },
  };
}
