import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { LeaseHeldError, type Leases } from '@marketscope/domain';
import pRetry from 'p-retry';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** Many times what the few reads and writes take that are done under a lease, in milliseconds. */
const LEASE_MS = 5000;

/** Tries to have a lease, for 7 to 8 s in all: longer than a lease that was left behind lasts. */
const TRIES = { retries: 18, minTimeout: 20, maxTimeout: 600, factor: 1.5, randomize: true };

/** Sort key of a lease among the bookings of limits. */
const LEASE = 'lease';

/**
 * Leases in the table `rate-limits`: `key`, `window`. One that a process left behind when it died is taken over when its time
 * is up, and removed by TTL.
 */
export function createLeaseStore({
  documents,
  table,
  leaseMs = LEASE_MS,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  leaseMs?: number;
}): Leases {
  async function take(key: string, holder: string): Promise<void> {
    const now = Date.now();
    const until = now + leaseMs;
    const isTaken = await wasMet(
      documents.send(
        new PutCommand({
          TableName: table,
          Item: { key, window: LEASE, holder, until, expiresAt: epochSeconds(new Date(until)) + 1 },
          // Its own it has already when the answer to this was lost, and the client asked again.
          ConditionExpression: 'attribute_not_exists(holder) OR #until <= :now OR holder = :holder',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':now': now, ':holder': holder },
        }),
      ),
    );
    if (!isTaken) throw new LeaseHeldError();
  }

  async function giveBack(key: string, holder: string): Promise<void> {
    await wasMet(
      documents.send(
        new DeleteCommand({
          TableName: table,
          Key: { key, window: LEASE },
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeValues: { ':holder': holder },
        }),
      ),
    );
  }

  return {
    async holding(name, work) {
      const holder = randomUUID();
      await pRetry(() => take(name, holder), {
        ...TRIES,
        shouldRetry: ({ error }) => error instanceof LeaseHeldError,
      });
      try {
        return await work();
      } finally {
        // What was done is done, or failed for its own reason: a lease that stays behind ends by itself.
        await giveBack(name, holder).catch(() => {});
      }
    },
  };
}
