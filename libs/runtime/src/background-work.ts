/**
 * Work that goes on behind an answer that was given already. Whoever hosts the process lets it end before the process
 * stands still: Lambda freezes a function once its handler is done, a server ends when it is told to.
 */
export interface BackgroundWork {
  /** Starts a piece of work; whoever starts it waits for nothing. */
  start(work: () => Promise<void>): void;
  /** Resolves when no work is left. */
  idle(): Promise<void>;
}

/**
 * Work of one process behind its answers.
 * @param options.onFailure is told of each piece of work that fails
 */
export function createBackgroundWork({ onFailure }: { onFailure: (error: unknown) => void }): BackgroundWork {
  const underWay = new Set<Promise<void>>();
  return {
    start(work) {
      const piece = work()
        .catch(onFailure)
        .finally(() => underWay.delete(piece));
      underWay.add(piece);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
