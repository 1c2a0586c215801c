import type { Leases } from '@marketscope/domain';

/** Leases in memory: each waits for all that asked before. */
export function createFakeLeases(): Leases {
  const last = new Map<string, Promise<unknown>>();
  return {
    async holding(name, work) {
      const before = last.get(name);
      const mine = Promise.resolve(before).then(work);
      // Whoever comes next waits for the work to end, well or not.
      last.set(
        name,
        mine.catch(() => undefined),
      );
      return mine;
    },
  };
}
