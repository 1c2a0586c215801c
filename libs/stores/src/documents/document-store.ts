import { GetCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DocumentStore, StoredDocument } from '@marketscope/domain';
import { z } from 'zod';
import { batchGet } from '../batch-get.ts';
import { answerIfMet, wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';
import { keyOf, opaqueOf } from '../opaque-key.ts';
import { documentItem, isShown, storedDocumentOf } from './document-item.ts';

/** Documents in the table `documents`: `ownerId`, `documentId`. */
export function createDocumentStore({
  documents: client,
  table,
  now = () => new Date(),
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  now?: () => Date;
}): DocumentStore {
  const shown = (items: unknown[]): StoredDocument[] =>
    z
      .array(documentItem)
      .parse(items)
      .filter((item) => isShown(item, epochSeconds(now())))
      .map(storedDocumentOf);

  return {
    async get({ ownerId, documentId }) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: { ownerId, documentId }, ConsistentRead: true }),
      );
      return Item && shown([Item])[0];
    },

    async list(ownerId, { limit, cursor }) {
      const after = cursor === undefined ? undefined : keyOf(cursor);
      const { Items = [], LastEvaluatedKey } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'ownerId = :ownerId',
          ExpressionAttributeValues: { ':ownerId': ownerId },
          ConsistentRead: true,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: { ownerId, documentId: after } }),
        }),
      );
      const last = z.object({ documentId: z.string() }).optional().parse(LastEvaluatedKey)?.documentId;
      return { items: shown(Items), ...(last !== undefined && { next: opaqueOf(last) }) };
    },

    async some(keys) {
      if (keys.length === 0) return [];
      return shown(
        await batchGet(client, table, {
          Keys: keys.map(({ ownerId, documentId }) => ({ ownerId, documentId })),
          ConsistentRead: true,
        }),
      );
    },

    async expect({ ownerId, documentId, folder, name, uploadedBy }, { at, expiresAt }) {
      const write = async (update: {
        set: string;
        condition: string;
        values?: Record<string, unknown>;
      }): Promise<StoredDocument | undefined> => {
        const written = await answerIfMet(
          client.send(
            new UpdateCommand({
              TableName: table,
              Key: { ownerId, documentId },
              UpdateExpression: update.set,
              ConditionExpression: update.condition,
              ...(update.values && {
                ExpressionAttributeNames: { '#name': 'name', '#state': 'state' },
              }),
              ExpressionAttributeValues: { ':uploadedBy': uploadedBy, ...update.values },
              ReturnValues: 'ALL_NEW',
            }),
          ),
        );
        return written && storedDocumentOf(documentItem.parse(written.Attributes));
      };
      // Either there is no document to people, or there is one: who writes in between turns one into the other at the most.
      for (;;) {
        const expected =
          (await write({
            set: `SET folder = :folder, #name = :name, uploadedBy = :uploadedBy, #state = :pending, createdAt = :at,
              updatedAt = :at, expiresAt = :expiresAt REMOVE hiddenAt`,
            condition:
              'attribute_not_exists(ownerId) OR attribute_exists(hiddenAt) OR attribute_exists(expiresAt)',
            values: {
              ':folder': folder,
              ':name': name,
              ':pending': 'pending',
              ':at': at.toISOString(),
              ':expiresAt': epochSeconds(expiresAt),
            },
          })) ??
          (await write({
            set: 'SET uploadedBy = :uploadedBy',
            condition:
              'attribute_exists(ownerId) AND attribute_not_exists(hiddenAt) AND attribute_not_exists(expiresAt)',
          }));
        if (expected) return expected;
      }
    },

    hide: ({ ownerId, documentId }, at) =>
      wasMet(
        client.send(
          new UpdateCommand({
            TableName: table,
            Key: { ownerId, documentId },
            UpdateExpression: 'SET hiddenAt = :at REMOVE expiresAt',
            ConditionExpression: 'attribute_exists(ownerId)',
            ExpressionAttributeValues: { ':at': at.toISOString() },
          }),
        ),
      ),
  };
}
