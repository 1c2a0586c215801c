import type { ChatMessage } from '@marketscope/contracts';
import { useEffect, useSyncExternalStore } from 'react';
import { useServices } from '../app/services-context.ts';
import { useStoredConversation } from './conversation-queries.ts';
import { withAnswer } from './finished-answer.ts';
import type { LiveAnswer } from './live-answers.ts';

/** A conversation as it stands at this moment. */
export interface Conversation {
  messages: ChatMessage[];
  /** The answer being written, or that could not be. */
  live: LiveAnswer | undefined;
  loading: boolean;
  /** Why the stored messages can't be shown. */
  error: unknown;
  reload: () => void;
}

/** Stored messages and the answer being written, as one; an answer found unfinished is followed from its start. */
export function useConversation(conversationId: string | undefined): Conversation {
  const { liveAnswers } = useServices();
  const stored = useStoredConversation(conversationId);
  const live = useSyncExternalStore(liveAnswers.subscribe, () => liveAnswers.get(conversationId));

  const unfinished = stored.data?.messages.findLast(({ state }) => state === 'writing')?.id;
  useEffect(() => {
    if (conversationId !== undefined && unfinished !== undefined)
      liveAnswers.resume(conversationId, unfinished);
  }, [liveAnswers, conversationId, unfinished]);

  const messages = stored.data?.messages ?? [];
  return {
    messages: live === undefined ? messages : withAnswer(messages, live),
    live,
    // A conversation that this page has just begun is shown from its first moment.
    loading: stored.isLoading && live === undefined,
    error: live === undefined ? stored.error : undefined,
    reload: () => void stored.refetch(),
  };
}
