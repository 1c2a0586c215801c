import { PutCommand, paginateQuery, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { MAX_PAGE_RECIPIENTS, type NotificationKind } from '@marketscope/contracts';
import type { RecipientStore } from '@marketscope/domain';
import { z } from 'zod';

/** Everyone is in one shard, until one partition of the table can no longer be read as fast as pages are sent. */
const SHARD = 0;

/** Who wants broadcasts, in the table `recipients`; in the order of their ids, so that pages repeat alike. */
export function createRecipientStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): RecipientStore {
  const kindShard = (kind: NotificationKind): string => `${kind}#${SHARD}`;
  return {
    async add(kind, userId) {
      await documents.send(
        new PutCommand({ TableName: table, Item: { kindShard: kindShard(kind), userId } }),
      );
    },

    async *pages(kind) {
      const pages = paginateQuery(
        { client: documents, pageSize: MAX_PAGE_RECIPIENTS },
        {
          TableName: table,
          KeyConditionExpression: 'kindShard = :kindShard',
          ExpressionAttributeValues: { ':kindShard': kindShard(kind) },
        },
      );
      for await (const { Items = [] } of pages) {
        const page = z.array(z.object({ userId: z.string() })).parse(Items);
        if (page.length > 0) yield page.map(({ userId }) => userId);
      }
    },
  };
}
