import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { SessionStore, StoredSession } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** An item of the table `sessions`; `expiresAt` is its TTL. */
const item = z
  .object({
    sessionId: z.string(),
    userId: z.string(),
    createdAt: z.string(),
    expiresAt: z.number(),
    tokenDigest: z.string(),
    successorKey: z.string(),
    replaced: z.object({ digest: z.string(), at: z.string() }).nullable(),
  })
  .transform(({ sessionId, expiresAt, ...rest }): StoredSession => ({
    ...rest,
    id: sessionId,
    expiresAt: new Date(expiresAt * 1000),
  }));

/** Sessions in the table `sessions`. */
export function createSessionStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): SessionStore {
  return {
    async create({ id, expiresAt, ...session }) {
      await documents.send(
        new PutCommand({
          TableName: table,
          Item: { ...session, sessionId: id, expiresAt: epochSeconds(expiresAt) },
        }),
      );
    },

    async get(sessionId, now) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { sessionId }, ConsistentRead: true }),
      );
      const found = Item && item.parse(Item);
      return found && found.expiresAt > now ? found : undefined;
    },

    async rotate(sessionId, { from, to, at }) {
      return wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { sessionId },
            UpdateExpression: 'SET tokenDigest = :to, replaced = :replaced',
            ConditionExpression: 'tokenDigest = :from',
            ExpressionAttributeValues: {
              ':from': from,
              ':to': to,
              ':replaced': { digest: from, at: at.toISOString() },
            },
          }),
        ),
      );
    },

    async delete(sessionId) {
      await documents.send(new DeleteCommand({ TableName: table, Key: { sessionId } }));
    },
  };
}
