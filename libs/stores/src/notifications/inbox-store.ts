import {
  paginateQuery,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { notification, type Notification } from '@marketscope/contracts';
import { NOTIFICATION_RETENTION_DAYS, type InboxStore } from '@marketscope/domain';
import { z } from 'zod';
import { wasMet } from '../conditional-write.ts';
import { epochSeconds } from '../expiry.ts';
import { keyOf, opaqueOf } from '../opaque-key.ts';

/** An item of the table `notifications`; its sort key `entryId` is `eventTime#eventId`. */
const item = notification.omit({ id: true }).extend({ entryId: z.string(), readAt: z.string().optional() });

const RETENTION_SECONDS = NOTIFICATION_RETENTION_DAYS * 86_400;

/** Everyone's inbox in the table `notifications`. */
export function createInboxStore({
  documents,
  table,
  now = () => new Date(),
}: {
  documents: DynamoDBDocumentClient;
  table: string;
  now?: () => Date;
}): InboxStore {
  const seconds = (): number => epochSeconds(now());

  return {
    async add(userId, { eventId, eventTime, kind, title, body, link }) {
      return wasMet(
        documents.send(
          new PutCommand({
            TableName: table,
            Item: {
              userId,
              entryId: `${eventTime}#${eventId}`,
              kind,
              title,
              body,
              link,
              createdAt: eventTime,
              expiresAt: seconds() + RETENTION_SECONDS,
            },
            ConditionExpression: 'attribute_not_exists(entryId)',
          }),
        ),
      );
    },

    async list(userId, { limit, cursor }) {
      const found: z.infer<typeof item>[] = [];
      let after = cursor === undefined ? undefined : keyOf(cursor);
      do {
        const { Items = [], LastEvaluatedKey } = await documents.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'userId = :userId',
            FilterExpression: 'expiresAt > :now',
            ExpressionAttributeValues: { ':userId': userId, ':now': seconds() },
            ScanIndexForward: false,
            // One more than asked for tells whether there is a next page.
            Limit: limit + 1 - found.length,
            ...(after && { ExclusiveStartKey: { userId, entryId: after } }),
          }),
        );
        found.push(...z.array(item).parse(Items));
        after = z.object({ entryId: z.string() }).optional().parse(LastEvaluatedKey)?.entryId;
      } while (after !== undefined && found.length <= limit);

      const page = found.slice(0, limit);
      const last = page.at(-1);
      return {
        items: page.map(toNotification),
        ...(found.length > limit && last && { next: opaqueOf(last.entryId) }),
      };
    },

    async unread(userId) {
      let count = 0;
      const pages = paginateQuery(
        { client: documents },
        {
          TableName: table,
          Select: 'COUNT',
          KeyConditionExpression: 'userId = :userId',
          FilterExpression: 'attribute_not_exists(readAt) AND expiresAt > :now',
          ExpressionAttributeValues: { ':userId': userId, ':now': seconds() },
        },
      );
      for await (const { Count = 0 } of pages) count += Count;
      return count;
    },

    async markRead(userId, id, readAt) {
      const entryId = keyOf(id);
      if (entryId === undefined) return false;
      return wasMet(
        documents.send(
          new UpdateCommand({
            TableName: table,
            Key: { userId, entryId },
            UpdateExpression: 'SET readAt = if_not_exists(readAt, :readAt)',
            ConditionExpression: 'attribute_exists(entryId) AND expiresAt > :now',
            ExpressionAttributeValues: { ':readAt': readAt.toISOString(), ':now': seconds() },
          }),
        ),
      );
    },
  };
}

function toNotification({ entryId, readAt, ...entry }: z.infer<typeof item>): Notification {
  return { ...entry, id: opaqueOf(entryId), readAt: readAt ?? null };
}
