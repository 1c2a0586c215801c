/** What has been started, and so must be stopped: in the reverse order, each even when another fails to. */
export interface Closers {
  /** @param close stops one thing; called at once when all has been closed already */
  add(close: () => unknown): void;
  /** Stops everything, once. @throws AggregateError of what failed to stop */
  closeAll(): Promise<void>;
}

export function createClosers(): Closers {
  const pending: (() => unknown)[] = [];
  let closing: Promise<void> | undefined;
  const closeAll = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (let close = pending.pop(); close; close = pending.pop())
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    if (failures.length > 0) throw new AggregateError(failures, 'not everything could be stopped');
  };
  return {
    add(close) {
      pending.push(close);
      if (closing) closing = closing.then(closeAll);
    },
    closeAll: () => (closing ??= closeAll()),
  };
}
