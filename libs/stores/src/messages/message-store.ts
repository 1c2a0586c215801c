import {
  GetCommand,
  PutCommand,
  UpdateCommand,
  paginateQuery,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { chatMessage } from '@marketscope/contracts';
import type { MessageStore, StoredMessage } from '@marketscope/domain';
import { z } from 'zod';
import { batchDelete } from '../batch-write.ts';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds, hasExpired } from '../expiry.ts';

const item = chatMessage
  .omit({ id: true })
  .extend({ conversationId: z.string(), messageId: z.string(), expiresAt: z.number() })
  .transform(({ messageId, expiresAt, ...rest }): StoredMessage => ({
    ...rest,
    id: messageId,
    expiresAt: new Date(expiresAt * 1000),
  }));

/** Messages in DynamoDB: `conversationId`, `messageId`, whose ids sort by time. */
export function createMessageStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): MessageStore {
  return {
    async create({ id, expiresAt, ...message }) {
      await documents.send(
        new PutCommand({
          TableName: table,
          Item: { ...message, messageId: id, expiresAt: epochSeconds(expiresAt) },
        }),
      );
    },

    async get(conversationId, messageId) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { conversationId, messageId }, ConsistentRead: true }),
      );
      const found = Item && item.parse(Item);
      return found && !hasExpired(found.expiresAt) ? found : undefined;
    },

    async newest(conversationId, limit) {
      const found: StoredMessage[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'conversationId = :conversation',
          ExpressionAttributeValues: { ':conversation': conversationId },
          ScanIndexForward: false,
          ConsistentRead: true,
          Limit: limit,
        },
      );
      for await (const { Items = [] } of pages) {
        found.push(
          ...Items.map((each) => item.parse(each)).filter(({ expiresAt }) => !hasExpired(expiresAt)),
        );
        if (found.length >= limit) break;
      }
      return found.slice(0, limit).reverse();
    },

    async saveProgress(conversationId, messageId, { text, state, citations, toolCalls, model }) {
      return wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { conversationId, messageId },
            UpdateExpression:
              'SET #text = :text, #state = :state, citations = :citations, toolCalls = :toolCalls, model = :model',
            ConditionExpression: '#state = :writing',
            ExpressionAttributeNames: { '#text': 'text', '#state': 'state' },
            ExpressionAttributeValues: {
              ':text': text,
              ':state': state,
              ':citations': citations,
              ':toolCalls': toolCalls,
              ':model': model,
              ':writing': 'writing',
            },
          }),
        ),
      );
    },

    async deleteAll(conversationId) {
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'conversationId = :conversation',
          ExpressionAttributeValues: { ':conversation': conversationId },
          ProjectionExpression: 'conversationId, messageId',
          ConsistentRead: true,
        },
      );
      for await (const { Items: keys = [] } of pages) await batchDelete(documents, table, keys);
    },
  };
}
