import type { AnswerHead, AnswerLog, NumberedEvent, ReservedAnswer } from '@marketscope/domain';

/** Answer logs in memory. */
export function createFakeAnswerLog(): AnswerLog {
  const answers = new Map<string, { head: AnswerHead; events: NumberedEvent[]; expiresAt: Date }>();
  const reservations = new Map<string, { answer: ReservedAnswer; expiresAt: Date }>();
  const find = (messageId: string): { head: AnswerHead; events: NumberedEvent[] } | undefined => {
    const found = answers.get(messageId);
    return found && found.expiresAt > new Date() ? found : undefined;
  };
  const writing = (messageId: string): AnswerHead | undefined => {
    const head = find(messageId)?.head;
    return head?.state === 'writing' ? head : undefined;
  };
  return {
    async start({ expiresAt, ...answer }) {
      if (answers.has(answer.messageId)) return false;
      answers.set(answer.messageId, {
        head: { ...answer, state: 'writing', stopRequested: false },
        events: [],
        expiresAt,
      });
      return true;
    },
    async append({ messageId }, events) {
      answers.get(messageId)?.events.push(...structuredClone(events));
    },
    async renew(messageId, leaseUntil) {
      const head = writing(messageId);
      return head && { stopRequested: Object.assign(head, { leaseUntil }).stopRequested };
    },
    async requestStop(messageId) {
      const head = writing(messageId);
      if (head) head.stopRequested = true;
      return head !== undefined;
    },
    async settle(messageId, state, { lapsedAt } = {}) {
      const head = writing(messageId);
      if (!head || (lapsedAt && head.leaseUntil >= lapsedAt)) return false;
      head.state = state;
      return true;
    },
    async head(messageId) {
      return structuredClone(find(messageId)?.head);
    },
    async read(messageId, after) {
      return structuredClone(answers.get(messageId)?.events.filter(({ seq }) => seq > after) ?? []);
    },
    async reserve({ userId, key, expiresAt }, answer) {
      const name = JSON.stringify([userId, key]);
      const kept = reservations.get(name);
      if (kept && kept.expiresAt > new Date()) return { ...kept.answer };
      reservations.set(name, { answer, expiresAt });
      return answer;
    },
  };
}
