import {
  DeleteCommand,
  paginateQuery,
  paginateScan,
  PutCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { savedFilter } from '@marketscope/contracts';
import type { OwnedFilter, SavedFilterStore } from '@marketscope/domain';
import { z } from 'zod';

const item = savedFilter
  .omit({ id: true })
  .extend({ userId: z.string(), filterId: z.string() })
  .transform(({ filterId, ...rest }): OwnedFilter => ({ ...rest, id: filterId }));

/**
 * Filters in the table `saved-filters`: `userId`, `filterId`. Going through everyone's is a scan, once a day: half a read unit
 * for each 4 KB, so about 40 units for a thousand filters, less than an index on a constant key would cost.
 */
export function createSavedFilterStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): SavedFilterStore {
  return {
    async create({ id, ...rest }) {
      await documents.send(new PutCommand({ TableName: table, Item: { ...rest, filterId: id } }));
    },

    async list(userId) {
      const found: OwnedFilter[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'userId = :userId',
          ExpressionAttributeValues: { ':userId': userId },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) found.push(...Items.map((each) => item.parse(each)));
      return found;
    },

    async delete(userId, filterId) {
      const { Attributes } = await documents.send(
        new DeleteCommand({ TableName: table, Key: { userId, filterId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes !== undefined;
    },

    async *pages() {
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName: table }))
        yield Items.map((each) => item.parse(each));
    },
  };
}
