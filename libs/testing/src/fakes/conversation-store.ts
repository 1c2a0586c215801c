import type { ConversationStore, StoredConversation } from '@marketscope/domain';

/** Conversations in memory. */
export function createFakeConversationStore(): ConversationStore {
  const byKey = new Map<string, StoredConversation>();
  const keyOf = (userId: string, id: string): string => `${userId}/${id}`;
  const find = (userId: string, id: string): StoredConversation | undefined => {
    const found = byKey.get(keyOf(userId, id));
    return found && found.expiresAt > new Date() ? found : undefined;
  };
  return {
    async create(conversation) {
      byKey.set(keyOf(conversation.userId, conversation.id), { ...conversation });
    },
    async get(userId, id) {
      const found = find(userId, id);
      return found && { ...found };
    },
    async list(userId, { limit, cursor }) {
      const items = [...byKey.values()]
        .filter((each) => each.userId === userId && each.expiresAt > new Date())
        .sort((a, b) => (a.id < b.id ? 1 : -1));
      const start = items.findIndex(({ id }) => id === cursor) + 1;
      const page = items.slice(start, start + limit);
      const last = page.at(-1);
      return { items: page, ...(items.length > start + limit && last && { next: last.id }) };
    },
    async update(userId, id, change) {
      const found = find(userId, id);
      return found && { ...Object.assign(found, change) };
    },
    async delete(userId, id) {
      const existed = find(userId, id) !== undefined;
      byKey.delete(keyOf(userId, id));
      return existed;
    },
  };
}
