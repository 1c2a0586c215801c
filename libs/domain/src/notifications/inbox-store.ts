import type { Notification } from '@marketscope/contracts';

/** What an event tells a person. */
export interface InboxEntry extends Pick<Notification, 'kind' | 'title' | 'body' | 'link'> {
  eventId: string;
  /** The event's `time`: entries are listed by it. */
  eventTime: string;
}

/** Everyone's inbox. An entry is kept for 90 days from when it was stored. */
export interface InboxStore {
  /** Stores an entry unless this event is in the inbox already; tells whether it was stored. */
  add(userId: string, entry: InboxEntry): Promise<boolean>;
  /** Newest first, with an opaque cursor when there are more. */
  list(
    userId: string,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<{ items: Notification[]; next?: string }>;
  unread(userId: string): Promise<number>;
  /** Tells whether there is such an entry; reading twice keeps the first time. */
  markRead(userId: string, id: string, readAt: Date): Promise<boolean>;
}
