import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { useServices } from '../app/services-context.ts';
import type { ConversationList } from '../api/chat.ts';

/** All conversations, the list and each, are under this key. */
export const conversationsKey = ['conversations'] as const;
export const conversationListKey = [...conversationsKey, 'list'] as const;
export const conversationKey = (id: string) => [...conversationsKey, 'one', id] as const;

/** The person's conversations, page by page, latest first. */
export function useConversationList() {
  const { chat } = useServices();
  return useInfiniteQuery({
    queryKey: conversationListKey,
    queryFn: ({ pageParam, signal }) => chat.conversations(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
  });
}

/** One conversation with its messages; nothing while it has no id. */
export function useStoredConversation(id: string | undefined) {
  const { chat } = useServices();
  return useQuery({
    queryKey: conversationKey(id ?? ''),
    queryFn: ({ signal }) => chat.conversation(id ?? '', signal),
    enabled: id !== undefined,
  });
}

/** Deletes a conversation, and takes it out of the list at once. */
export function useDeleteConversation() {
  const { chat, liveAnswers } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => chat.deleteConversation(id),
    onSuccess: (_, id) => {
      liveAnswers.dismiss(id);
      queries.removeQueries({ queryKey: conversationKey(id) });
      queries.setQueryData<InfiniteData<ConversationList>>(conversationListKey, (known) =>
        known === undefined
          ? undefined
          : {
              ...known,
              pages: known.pages.map((page) => ({
                ...page,
                items: page.items.filter((item) => item.id !== id),
              })),
            },
      );
    },
  });
}
