/** Runs one piece of work at a time. */
export type Exclusive = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * One at a time among all tabs of this origin: a refresh token is good for one refresh, so two tabs that wake up
 * together must not spend the same one. Without the Web Locks API (an address that is neither https nor localhost),
 * tabs are not coordinated.
 */
export function exclusiveAmongTabs(locks: LockManager | undefined): Exclusive {
  if (locks === undefined) return (work) => work();
  return (work) => locks.request('marketscope.refresh', work);
}
