import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { instant } from '@marketscope/contracts';
import type { RestartStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** As long as the run itself is kept. */
const RETENTION_SECONDS = 30 * 86_400;

/** A run's own item among its batches. `leaseUntil` is in epoch milliseconds. */
const RESTART = 'restart';

const item = z.object({ doneAt: instant.nullable() });

/** Restarts of update runs, in the table `runs`: an item beside the run's plan. */
export function createRestartStore({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): RestartStore {
  const keyOf = (runId: string) => ({ runId, batch: RESTART });
  return {
    async claim(runId, { now, until }) {
      const isClaimed = await wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: keyOf(runId),
            UpdateExpression:
              'SET claimedAt = :at, leaseUntil = :until, doneAt = :never, expiresAt = :expiresAt ADD attempts :one',
            ConditionExpression: 'attribute_not_exists(runId) OR (doneAt = :never AND leaseUntil <= :now)',
            ExpressionAttributeValues: {
              ':at': now.toISOString(),
              ':now': now.getTime(),
              ':until': until.getTime(),
              ':never': null,
              ':expiresAt': epochSeconds(now) + RETENTION_SECONDS,
              ':one': 1,
            },
          }),
        ),
      );
      if (isClaimed) return 'claimed';
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: keyOf(runId), ConsistentRead: true }),
      );
      return item.optional().parse(Item)?.doneAt ? 'done' : 'held';
    },

    async markDone(runId, at) {
      await documents.send(
        new UpdateCommand({
          TableName: table,
          Key: keyOf(runId),
          UpdateExpression: 'SET doneAt = :at',
          ConditionExpression: 'attribute_exists(runId)',
          ExpressionAttributeValues: { ':at': at.toISOString() },
        }),
      );
    },
  };
}
