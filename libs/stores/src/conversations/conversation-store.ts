import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { conversation } from '@marketscope/contracts';
import type { ConversationStore, StoredConversation } from '@marketscope/domain';
import { z } from 'zod';
import { answerIfMet } from '../conditional-write.ts';
import { epochSeconds, hasExpired } from '../expiry.ts';
import { keyOf, opaqueOf } from '../opaque-key.ts';

/** Ids sort by time, so the order of the keys is that of the conversations. */
const item = conversation
  .omit({ id: true })
  .extend({ userId: z.string(), conversationId: z.string(), expiresAt: z.number() })
  .transform(({ conversationId, expiresAt, ...rest }): StoredConversation => ({
    ...rest,
    id: conversationId,
    expiresAt: new Date(expiresAt * 1000),
  }));

/** Conversations in DynamoDB: `userId`, `conversationId`. */
export function createConversationStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): ConversationStore {
  return {
    async create({ id, expiresAt, ...conversation }) {
      await documents.send(
        new PutCommand({
          TableName: table,
          Item: { ...conversation, conversationId: id, expiresAt: epochSeconds(expiresAt) },
        }),
      );
    },

    async get(userId, conversationId) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { userId, conversationId }, ConsistentRead: true }),
      );
      const found = Item && item.parse(Item);
      return found && !hasExpired(found.expiresAt) ? found : undefined;
    },

    async list(userId, { limit, cursor }) {
      const before = cursor === undefined ? undefined : keyOf(cursor);
      const { Items = [], LastEvaluatedKey } = await documents.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression:
            before === undefined ? 'userId = :user' : 'userId = :user AND conversationId < :before',
          ExpressionAttributeValues: {
            ':user': userId,
            ...(before !== undefined && { ':before': before }),
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const page = Items.map((each) => item.parse(each));
      const last = page.at(-1);
      return {
        items: page.filter(({ expiresAt }) => !hasExpired(expiresAt)),
        ...(LastEvaluatedKey && last && { next: opaqueOf(last.id) }),
      };
    },

    async update(userId, conversationId, { title, updatedAt, expiresAt }) {
      const values = {
        title,
        updatedAt,
        expiresAt: expiresAt && epochSeconds(expiresAt),
      };
      const changed = Object.entries(values).filter(([, value]) => value !== undefined);
      const updated = await answerIfMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { userId, conversationId },
            UpdateExpression: `SET ${changed.map(([name]) => `#${name} = :${name}`).join(', ')}`,
            ConditionExpression: '#expiresAt > :now',
            ExpressionAttributeNames: {
              ...Object.fromEntries(changed.map(([name]) => [`#${name}`, name])),
              '#expiresAt': 'expiresAt',
            },
            ExpressionAttributeValues: {
              ...Object.fromEntries(changed.map(([name, value]) => [`:${name}`, value])),
              ':now': epochSeconds(new Date()),
            },
            ReturnValues: 'ALL_NEW',
          }),
        ),
      );
      return updated && item.parse(updated.Attributes);
    },

    async delete(userId, conversationId) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, conversationId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined && !hasExpired(item.parse(Attributes).expiresAt);
    },
  };
}
