import type { Notification } from '@marketscope/contracts';
import { NOTIFICATION_RETENTION_DAYS, type InboxStore } from '@marketscope/domain';

interface Item extends Notification {
  userId: string;
  sortKey: string;
  expiresAt: number;
}

const RETENTION_MS = NOTIFICATION_RETENTION_DAYS * 86_400_000;

/** Everyone's inbox in memory. */
export function createFakeInboxStore(now: () => Date = () => new Date()): InboxStore {
  const items: Item[] = [];
  let added = 0;
  const inboxOf = (userId: string): Item[] =>
    items
      .filter((item) => item.userId === userId && item.expiresAt > now().getTime())
      .sort((a, b) => (a.sortKey < b.sortKey ? 1 : -1));

  return {
    async add(userId, { eventId, eventTime, ...shown }) {
      const sortKey = `${eventTime}#${eventId}`;
      if (items.some((item) => item.userId === userId && item.sortKey === sortKey)) return false;
      items.push({
        ...shown,
        id: `entry-${++added}`,
        createdAt: eventTime,
        readAt: null,
        userId,
        sortKey,
        expiresAt: now().getTime() + RETENTION_MS,
      });
      return true;
    },
    async list(userId, { limit, cursor }) {
      const inbox = inboxOf(userId);
      const start = cursor === undefined ? 0 : inbox.findIndex(({ id }) => id === cursor) + 1;
      const page = inbox.slice(start, start + limit);
      const last = page.at(-1);
      return {
        items: page.map(({ userId: _, sortKey: __, expiresAt: ___, ...shown }) => shown),
        ...(last && inbox.length > start + limit && { next: last.id }),
      };
    },
    async unread(userId) {
      return inboxOf(userId).filter(({ readAt }) => readAt === null).length;
    },
    async markRead(userId, id, readAt) {
      const item = inboxOf(userId).find((entry) => entry.id === id);
      if (item) item.readAt ??= readAt.toISOString();
      return item !== undefined;
    },
  };
}
