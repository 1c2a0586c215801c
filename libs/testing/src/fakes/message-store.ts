import type { MessageStore, StoredMessage } from '@marketscope/domain';

/** Messages in memory. */
export function createFakeMessageStore(): MessageStore {
  const messages = new Map<string, StoredMessage>();
  const alive = (): StoredMessage[] =>
    [...messages.values()].filter(({ expiresAt }) => expiresAt > new Date());
  return {
    async create(message) {
      messages.set(message.id, structuredClone(message));
    },
    async get(conversationId, id) {
      return structuredClone(
        alive().find((each) => each.conversationId === conversationId && each.id === id),
      );
    },
    async newest(conversationId, limit) {
      return structuredClone(
        alive()
          .filter((each) => each.conversationId === conversationId)
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .slice(-limit),
      );
    },
    async saveProgress(conversationId, id, progress) {
      const message = messages.get(id);
      if (message?.conversationId !== conversationId || message.state !== 'writing') return false;
      Object.assign(message, structuredClone(progress));
      return true;
    },
    async deleteAll(conversationId) {
      for (const message of [...messages.values()])
        if (message.conversationId === conversationId) messages.delete(message.id);
    },
  };
}
