import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sessionDate } from '@marketscope/contracts';
import type { ReplayCursor } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';

/** The cursor's own item among the runs. It does not expire. */
const key = { runId: 'replay', batch: 'cursor' };

const item = z
  .object({ sessionDate, movedBy: z.string() })
  .transform(({ sessionDate, movedBy }) => ({ sessionDate, runId: movedBy }));

/** Where replay stands, in an item of the table `runs`. */
export function createReplayCursor({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): ReplayCursor {
  return {
    async get() {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: key, ConsistentRead: true }),
      );
      return item.optional().parse(Item);
    },

    async move(from, to) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { ...key, sessionDate: to.sessionDate, movedBy: to.runId },
            ...(from
              ? {
                  ConditionExpression: 'sessionDate = :date AND movedBy = :run',
                  ExpressionAttributeValues: { ':date': from.sessionDate, ':run': from.runId },
                }
              : { ConditionExpression: 'attribute_not_exists(runId)' }),
          }),
        ),
      );
    },
  };
}
