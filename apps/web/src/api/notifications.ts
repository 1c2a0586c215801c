import { notificationListResponse, type NotificationListResponse } from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';
import type { ServerEvent } from './event-stream.ts';

/** The signed-in person's inbox. */
export interface NotificationsApi {
  /** Newest first, a page at a time. */
  list(cursor?: string, signal?: AbortSignal): Promise<NotificationListResponse>;
  markRead(id: string): Promise<void>;
  /** A stream that says when the inbox has changed; the server may end it at any time. */
  changes(signal: AbortSignal): Promise<AsyncIterable<ServerEvent>>;
}

export function createNotificationsApi(client: ApiClient): NotificationsApi {
  return {
    list: (cursor, signal) =>
      client.json(
        `/api/notifications${cursor === undefined ? '' : `?${new URLSearchParams({ cursor })}`}`,
        notificationListResponse,
        { signal },
      ),
    markRead: (id) => client.send(`/api/notifications/${encodeURIComponent(id)}/read`, { method: 'POST' }),
    changes: (signal) => client.events('/api/notifications/stream', { signal }),
  };
}
