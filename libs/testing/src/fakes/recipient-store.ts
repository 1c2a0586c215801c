import { MAX_PAGE_RECIPIENTS, type NotificationKind } from '@marketscope/contracts';
import type { RecipientStore } from '@marketscope/domain';

/** Who wants broadcasts, in memory. */
export function createFakeRecipientStore(): RecipientStore {
  const recipients = new Map<NotificationKind, Set<string>>();
  return {
    async add(kind, userId) {
      recipients.set(kind, (recipients.get(kind) ?? new Set()).add(userId));
    },
    async *pages(kind) {
      const everyone = [...(recipients.get(kind) ?? [])].sort();
      for (let start = 0; start < everyone.length; start += MAX_PAGE_RECIPIENTS)
        yield everyone.slice(start, start + MAX_PAGE_RECIPIENTS);
    },
  };
}
