import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { user } from '@marketscope/contracts';
import type { PeopleReader } from '@marketscope/domain';
import { z } from 'zod';
import { batchGet } from '../batch-get.ts';

/** What of an item of the table `users` others may know. */
const item = user
  .omit({ id: true })
  .extend({ userId: z.string() })
  .transform(({ userId, ...rest }) => ({ id: userId, ...rest }));

/** Who people are, read from the table `users` without their passwords' digests. */
export function createPeopleReader({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): PeopleReader {
  return {
    async people(userIds) {
      const items = await batchGet(documents, table, {
        Keys: [...new Set(userIds)].map((userId) => ({ userId })),
        ProjectionExpression: 'userId, email, #name, createdAt',
        ExpressionAttributeNames: { '#name': 'name' },
      });
      return new Map(items.map((each) => item.parse(each)).map((person) => [person.id, person]));
    },
  };
}
