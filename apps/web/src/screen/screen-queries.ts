import type { SavedFilter, ScreenSort } from '@marketscope/contracts';
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useServices } from '../app/services-context.ts';
import type { ScreenDay } from '../api/screens.ts';

export const screensKey = ['screens'] as const;
const filtersKey = ['saved-filters'] as const;
/** Rows that are read at a time. */
const rowsAtATime = 100;

/** A screen's rows, a page after another; those that are shown stay until others are there. */
export function useScreen(asked: {
  day: ScreenDay;
  filter: string | undefined;
  sort: ScreenSort;
  /** False until it is known what to ask for. */
  isKnown: boolean;
}) {
  const { screens } = useServices();
  const { day, filter, sort, isKnown } = asked;
  return useInfiniteQuery({
    queryKey: [...screensKey, day, filter, sort],
    queryFn: ({ pageParam, signal }) =>
      screens.read(day, { filter, sort, limit: rowsAtATime, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
    enabled: isKnown,
    placeholderData: keepPreviousData,
  });
}

/** The date of the latest screen; undefined until it is known. */
export function useLatestScreenDate(): string | undefined {
  const { screens } = useServices();
  return useQuery({
    queryKey: [...screensKey, 'latest-date'],
    queryFn: async ({ signal }) => (await screens.read('latest', { limit: 1 }, signal)).screen.date,
  }).data;
}

/** Has the browser save a screen's CSV. */
export function useScreenFile() {
  const { screens, download } = useServices();
  return useMutation({
    mutationFn: (day: ScreenDay) => screens.file(day),
    onSuccess: ({ url }) => download(url),
  });
}

/** The person's saved filters, in the order they were made. */
export function useSavedFilters() {
  const { screens } = useServices();
  return useQuery({ queryKey: filtersKey, queryFn: ({ signal }) => screens.filters(signal) });
}

export function useSaveFilter() {
  const { screens } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: screens.saveFilter,
    onSuccess: () => queries.invalidateQueries({ queryKey: filtersKey }),
  });
}

/** Deletes a saved filter; it goes at once, and comes back should that fail. */
export function useDeleteFilter() {
  const { screens } = useServices();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: screens.deleteFilter,
    onMutate: (id) =>
      queries.setQueryData<SavedFilter[]>(filtersKey, (known) => known?.filter((each) => each.id !== id)),
    onSettled: () => queries.invalidateQueries({ queryKey: filtersKey }),
  });
}
