/** Resolves when the page can be seen: at once, or when its tab comes to the front. */
export function pageVisible(page: Document, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    if (page.visibilityState === 'visible') return resolve();
    const settle = () => {
      if (!signal.aborted && page.visibilityState !== 'visible') return;
      page.removeEventListener('visibilitychange', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    page.addEventListener('visibilitychange', settle);
    signal.addEventListener('abort', settle);
  });
}
