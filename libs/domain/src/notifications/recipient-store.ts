import type { NotificationKind } from '@marketscope/contracts';

/** Who wants broadcasts, such as the daily summary. */
export interface RecipientStore {
  add(kind: NotificationKind, userId: string): Promise<void>;
  /** Everyone who wants the kind, page by page. */
  pages(kind: NotificationKind): AsyncIterable<string[]>;
}
