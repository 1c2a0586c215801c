import { useInfiniteQuery, useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import type { NotificationListResponse } from '@marketscope/contracts';
import { useServices } from '../app/services-context.ts';

export const inboxKey = ['inbox'] as const;

type Pages = InfiniteData<NotificationListResponse, string | undefined>;

function useInboxPages<Selected>(select: (pages: Pages) => Selected) {
  const { notifications } = useServices();
  return useInfiniteQuery({
    queryKey: inboxKey,
    queryFn: ({ pageParam, signal }) => notifications.list(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    select,
  });
}

/** The inbox's entries, newest first. */
export function useInbox() {
  return useInboxPages(({ pages }) => pages.flatMap(({ items }) => items));
}

/** How many entries are unread; 0 until that is known. */
export function useUnread(): number {
  return useInboxPages(({ pages }) => pages[0]?.unread ?? 0).data ?? 0;
}

/** Marks an entry as read, here at once and on the server. */
export function useMarkRead() {
  const { notifications } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => notifications.markRead(id),
    onMutate: (id) =>
      queries.setQueryData<Pages>(
        inboxKey,
        (known) => known && withRead(known, id, new Date().toISOString()),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: inboxKey }),
  });
}

function withRead(inbox: Pages, id: string, readAt: string): Pages {
  const unread = inbox.pages.some(({ items }) =>
    items.some((item) => item.id === id && item.readAt === null),
  );
  return {
    ...inbox,
    pages: inbox.pages.map((page) => ({
      ...page,
      unread: Math.max(0, page.unread - (unread ? 1 : 0)),
      items: page.items.map((item) => (item.id === id ? { ...item, readAt: item.readAt ?? readAt } : item)),
    })),
  };
}
