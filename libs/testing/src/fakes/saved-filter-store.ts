import type { OwnedFilter, SavedFilterStore } from '@marketscope/domain';

/** Saved filters in memory. */
export function createFakeSavedFilterStore(): SavedFilterStore {
  let filters: OwnedFilter[] = [];
  const isAt = (userId: string, filterId: string) => (each: OwnedFilter) =>
    each.userId === userId && each.id === filterId;
  return {
    async create(filter) {
      filters = [...filters, filter];
    },
    async list(userId) {
      return filters.filter((each) => each.userId === userId).toSorted((a, b) => (a.id < b.id ? -1 : 1));
    },
    async delete(userId, filterId) {
      const before = filters.length;
      filters = filters.filter((each) => !isAt(userId, filterId)(each));
      return filters.length < before;
    },
    async *pages() {
      for (let start = 0; start < filters.length; start += 25) yield filters.slice(start, start + 25);
    },
  };
}
