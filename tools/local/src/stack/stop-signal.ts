/** Milliseconds between two looks at who started this process. */
const PARENT_POLL_MS = 250;

/**
 * Aborts when the person, or whoever runs this for them, wants it to end: Ctrl-C, SIGTERM, a closed terminal. A second
 * request changes nothing.
 */
export function stopSignal(): AbortSignal {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
  // The shell between npm and this process hands no SIGTERM on, but it dies of it.
  if (process.env['npm_lifecycle_event'] !== undefined) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) stopping.abort();
    }, PARENT_POLL_MS).unref();
  }
  return stopping.signal;
}
