/** What stands in a parameter that was made, but not set yet. */
const PLACEHOLDER = 'not set';

/** Milliseconds that a value, or that there is none, is believed before the parameter is read again. */
const CACHE_MS = 300_000;

/** Milliseconds after a failure before the parameter is read again. */
const RETRY_MS = 30_000;

/**
 * Reads a parameter that an operator may leave unset; undefined then. What was read is kept for five minutes, within which a
 * new value is used too.
 * @param reference a name in Parameter Store (`/marketscope/prod/alpaca/key-id`), or an environment variable (`env:ALPACA_KEY_ID`)
 */
export function optionalParameter(
  reference: string,
  {
    read = readParameter,
    now = Date.now,
  }: { read?: (reference: string) => Promise<string | undefined>; now?: () => number } = {},
): () => Promise<string | undefined> {
  let kept: { value: Promise<string | undefined>; until: number } | undefined;
  return () => {
    if (kept && kept.until > now()) return kept.value;
    const value = read(reference).then((text) => {
      const trimmed = text?.trim();
      return trimmed === '' || trimmed === PLACEHOLDER ? undefined : trimmed;
    });
    const entry = { value, until: now() + CACHE_MS };
    kept = entry;
    value.catch(() => {
      entry.until = now() + RETRY_MS;
    });
    return value;
  };
}

async function readParameter(reference: string): Promise<string | undefined> {
  if (reference.startsWith('env:')) return process.env[reference.slice('env:'.length)];
  // By a module of ours, loaded only where parameters are kept there.
  const { readStoredParameter } = await import('./parameter-store.ts');
  return readStoredParameter(reference);
}
