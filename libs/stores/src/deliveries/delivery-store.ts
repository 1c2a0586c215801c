import {
  GetCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  deliveryIdOf,
  NOTIFICATION_RETENTION_DAYS,
  type Delivery,
  type DeliveryStore,
  type Receipt,
} from '@marketscope/domain';
import { z } from 'zod';
import { answerIfMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';

/** An item of the table `deliveries`. `leaseUntil` is in epoch milliseconds, `expiresAt` in seconds. */
const item = z.object({
  state: z.enum(['claimed', 'released', 'sent', 'failed', 'skipped']),
  attempts: z.number(),
  leaseUntil: z.number(),
  eventTime: z.string(),
  expiresAt: z.number(),
  why: z.string().optional(),
});

const RETENTION_SECONDS = NOTIFICATION_RETENTION_DAYS * 86_400;

/** Claims and receipts in the table `deliveries`: one conditional write for a claim, one for its end. */
export function createDeliveryStore({
  documents,
  table,
  now = () => new Date(),
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  now?: () => Date;
}): DeliveryStore {
  const keyOf = (delivery: Delivery) => ({ deliveryId: deliveryIdOf(delivery) });

  /** The item before the update, and false when the condition was not met. */
  const updateIf = async (
    update: Omit<UpdateCommandInput, 'TableName' | 'ReturnValues'>,
  ): Promise<z.infer<typeof item> | undefined | false> => {
    const updated = await answerIfMet(
      documents.send(new UpdateCommand({ ...update, TableName: table, ReturnValues: 'ALL_OLD' })),
    );
    return updated !== undefined && item.optional().parse(updated.Attributes);
  };

  const read = async (delivery: Delivery): Promise<z.infer<typeof item> | undefined> => {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: keyOf(delivery), ConsistentRead: true }),
    );
    const found = item.optional().parse(Item);
    return found && found.expiresAt > epochSeconds(now()) ? found : undefined;
  };

  const endClaim = async (
    delivery: Delivery,
    attempt: number,
    state: 'released' | Receipt['outcome'],
    why: string | undefined,
  ): Promise<boolean> => {
    const previous = await updateIf({
      Key: keyOf(delivery),
      UpdateExpression: `SET #state = :state, endedAt = :now${why === undefined ? '' : ', why = :why'}`,
      ConditionExpression: '#state = :claimed AND attempts = :attempt',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: {
        ':state': state,
        ':claimed': 'claimed',
        ':attempt': attempt,
        ':now': now().toISOString(),
        ':why': why,
      },
    });
    return previous !== false;
  };

  return {
    async claim(delivery, leaseUntil) {
      const at = now();
      const nowSeconds = epochSeconds(at);
      const previous = await updateIf({
        Key: keyOf(delivery),
        UpdateExpression:
          'SET #state = :claimed, leaseUntil = :until, claimedAt = :at, expiresAt = :expiresAt, ' +
          'eventTime = if_not_exists(eventTime, :eventTime), eventId = :eventId, userId = :userId, channel = :channel ' +
          'REMOVE why, endedAt ADD attempts :one',
        ConditionExpression:
          'attribute_not_exists(deliveryId) OR #state = :released OR expiresAt <= :nowSeconds OR ' +
          '(#state = :claimed AND leaseUntil <= :nowMs)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':claimed': 'claimed',
          ':released': 'released',
          ':until': leaseUntil.getTime(),
          ':at': at.toISOString(),
          ':nowMs': at.getTime(),
          ':nowSeconds': nowSeconds,
          ':expiresAt': nowSeconds + RETENTION_SECONDS,
          ':eventTime': delivery.eventTime,
          ':eventId': delivery.eventId,
          ':userId': delivery.userId,
          ':channel': delivery.channel,
          ':one': 1,
        },
      });
      if (previous !== false)
        return {
          state: 'claimed',
          attempt: (previous?.attempts ?? 0) + 1,
          takenOver: previous?.state === 'claimed' && previous.expiresAt > nowSeconds,
          eventTime: previous?.eventTime ?? delivery.eventTime,
        };
      const holder = await read(delivery);
      const receipt = holder && receiptOf(holder);
      if (receipt) return { state: 'settled', receipt };
      return { state: 'held', until: holder ? new Date(holder.leaseUntil) : at };
    },

    settle: (delivery, attempt, receipt) =>
      endClaim(delivery, attempt, receipt.outcome, receipt.outcome === 'sent' ? undefined : receipt.why),

    release: (delivery, attempt, why) => endClaim(delivery, attempt, 'released', why),

    async receipt(delivery) {
      const found = await read(delivery);
      return found && receiptOf(found);
    },
  };
}

function receiptOf({ state, why = '' }: z.infer<typeof item>): Receipt | undefined {
  if (state === 'sent') return { outcome: state };
  return state === 'failed' || state === 'skipped' ? { outcome: state, why } : undefined;
}
