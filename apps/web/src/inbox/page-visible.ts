/** As much of a document as tells whether it can be seen. */
type Page = EventTarget & { readonly visibilityState: DocumentVisibilityState };

/**
 * Resolves when the page can be seen: at once, or when its tab comes to the front. The answer is a signal that ends when
 * the page is hidden again, or with the given one.
 * @throws the given signal's reason
 */
export async function pageVisible(page: Page, signal: AbortSignal): Promise<AbortSignal> {
  await changeTo('visible', page, signal);
  const seen = new AbortController();
  changeTo('hidden', page, signal).then(
    () => seen.abort(),
    () => seen.abort(signal.reason),
  );
  return seen.signal;
}

function changeTo(state: DocumentVisibilityState, page: Page, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      if (!signal.aborted && page.visibilityState !== state) return;
      page.removeEventListener('visibilitychange', settle);
      signal.removeEventListener('abort', settle);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    page.addEventListener('visibilitychange', settle);
    signal.addEventListener('abort', settle);
    settle();
  });
}
