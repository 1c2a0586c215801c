/** Milliseconds between two notes of how far a document has been read. */
const EVERY_MS = 1000;
/** Pages from which a document is so long that its first note is made at once: it tells how many pages there are. */
const LONG = 50;

/** Notes progress now and then, one note at a time; what fails to be noted is noted with the next. */
export function createProgress(note: (pages: number, of: number) => Promise<unknown>, clock: () => Date) {
  let notedAt = clock().getTime();
  let isFirst = true;
  let underWay: Promise<unknown> = Promise.resolve();
  let isIdle = true;
  return {
    onPage(pages: number, of: number): void {
      const at = clock().getTime();
      const isDue = at - notedAt >= EVERY_MS || (isFirst && of >= LONG);
      if (!isIdle || !isDue) return;
      notedAt = at;
      isFirst = false;
      isIdle = false;
      underWay = note(pages, of)
        .catch(() => undefined)
        .finally(() => (isIdle = true));
    },
    /** Resolves when nothing is being noted. */
    ended: async (): Promise<void> => void (await underWay),
  };
}
