import { createHash } from 'node:crypto';
import {
  GetCommand,
  PutCommand,
  UpdateCommand,
  paginateQuery,
  type DynamoDBDocumentClient,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { answerEvent, messageState } from '@marketscope/contracts';
import type { AnswerHead, AnswerLog, NumberedEvent } from '@marketscope/domain';
import { z } from 'zod';
import { answerIfMet, wasMet } from '../conditional-write.ts';
import { epochSeconds, hasExpired } from '../expiry.ts';

/** The item of an answer that holds its head; events are numbered from 1. */
const HEAD = 0;
/** Bytes of events in one item: DynamoDB takes 400 KB. */
const MAX_ITEM_BYTES = 200_000;

const headItem = z
  .object({
    messageId: z.string(),
    conversationId: z.string(),
    userId: z.string(),
    state: messageState,
    leaseUntil: z.number(),
    stopRequested: z.boolean(),
    expiresAt: z.number(),
  })
  .transform(({ leaseUntil, expiresAt, ...rest }) => ({
    head: { ...rest, leaseUntil: new Date(leaseUntil) } satisfies AnswerHead,
    expiresAt,
  }));
const reservationItem = z.object({
  answer: z.object({ conversationId: z.string(), messageId: z.string(), requestDigest: z.string() }),
  expiresAt: z.number(),
});
/** Events are kept as JSON, which is what they are streamed as. */
const eventsItem = z.object({ events: z.string().transform((json) => loggedEvents.parse(JSON.parse(json))) });
const loggedEvents = z.array(z.object({ seq: z.number().int() }).and(answerEvent));

/**
 * Answer logs in DynamoDB: `messageId`, `seq`. At seq 0 is the head; every other item holds the events of one flush
 * under the number of the last of them, so that those after a given number are one query. Reservations of
 * idempotency keys live beside them, under a digest of the key.
 */
export function createAnswerLog({
  documents,
  table,
}: {
  documents: DynamoDBDocumentClient;
  table: string;
}): AnswerLog {
  async function readItem(messageId: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await documents.send(
      new GetCommand({ TableName: table, Key: { messageId, seq: HEAD }, ConsistentRead: true }),
    );
    return Item;
  }

  /** Updates a head while the answer is being written; undefined when it is not. */
  async function updateHead(
    messageId: string,
    set: Record<string, unknown>,
    condition: { expression: string; values: Record<string, unknown> } = { expression: '', values: {} },
  ): Promise<AnswerHead | undefined> {
    const names = Object.keys(set);
    const input: UpdateCommandInput = {
      TableName: table,
      Key: { messageId, seq: HEAD },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: `#head = :writing AND expiresAt > :now${condition.expression}`,
      ExpressionAttributeNames: {
        ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
        '#head': 'state',
      },
      ExpressionAttributeValues: {
        ...Object.fromEntries(names.map((name) => [`:${name}`, set[name]])),
        ...condition.values,
        ':writing': 'writing',
        ':now': epochSeconds(new Date()),
      },
      ReturnValues: 'ALL_NEW',
    };
    const updated = await answerIfMet(documents.send(new UpdateCommand(input)));
    return updated && headItem.parse(updated.Attributes).head;
  }

  return {
    async start({ messageId, conversationId, userId, leaseUntil, expiresAt }) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: {
              messageId,
              seq: HEAD,
              conversationId,
              userId,
              state: 'writing',
              stopRequested: false,
              leaseUntil: leaseUntil.getTime(),
              expiresAt: epochSeconds(expiresAt),
            },
            ConditionExpression: 'attribute_not_exists(messageId)',
          }),
        ),
      );
    },

    async append({ messageId, expiresAt }, events) {
      for (const part of parts(events))
        await documents.send(
          new PutCommand({
            TableName: table,
            Item: { messageId, seq: part.last, events: part.json, expiresAt: epochSeconds(expiresAt) },
          }),
        );
    },

    async renew(messageId, leaseUntil) {
      const head = await updateHead(messageId, { leaseUntil: leaseUntil.getTime() });
      return head && { stopRequested: head.stopRequested };
    },

    async requestStop(messageId) {
      return (await updateHead(messageId, { stopRequested: true })) !== undefined;
    },

    async settle(messageId, state, { lapsedAt } = {}) {
      const settled = await updateHead(
        messageId,
        { state },
        lapsedAt && {
          expression: ' AND leaseUntil < :lapsedAt',
          values: { ':lapsedAt': lapsedAt.getTime() },
        },
      );
      return settled !== undefined;
    },

    async head(messageId) {
      const Item = await readItem(messageId);
      const found = Item && headItem.parse(Item);
      return found && !hasExpired(found.expiresAt) ? found.head : undefined;
    },

    async read(messageId, after) {
      const events: NumberedEvent[] = [];
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          KeyConditionExpression: 'messageId = :message AND seq > :after',
          ExpressionAttributeValues: { ':message': messageId, ':after': Math.max(after, HEAD) },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages)
        for (const each of Items) events.push(...eventsItem.parse(each).events);
      return events.filter(({ seq }) => seq > after);
    },

    async reserve({ userId, key, expiresAt }, answer) {
      const messageId = `key#${createHash('sha256').update(`${userId}\n${key}`).digest('base64url')}`;
      const isNew = await wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: { messageId, seq: HEAD, answer, expiresAt: epochSeconds(expiresAt) },
            ConditionExpression: 'attribute_not_exists(messageId) OR expiresAt <= :now',
            ExpressionAttributeValues: { ':now': epochSeconds(new Date()) },
          }),
        ),
      );
      if (isNew) return answer;
      return reservationItem.parse(await readItem(messageId)).answer;
    },
  };
}

/** Splits events into groups that fit an item each. */
function* parts(events: readonly NumberedEvent[]): Generator<{ last: number; json: string }> {
  let group: string[] = [];
  let last = 0;
  let bytes = 0;
  for (const event of events) {
    const json = JSON.stringify(event);
    if (group.length > 0 && bytes + Buffer.byteLength(json) > MAX_ITEM_BYTES) {
      yield { last, json: `[${group.join(',')}]` };
      group = [];
      bytes = 0;
    }
    group.push(json);
    bytes += Buffer.byteLength(json);
    last = event.seq;
  }
  if (group.length > 0) yield { last, json: `[${group.join(',')}]` };
}
