import { readSecret } from './secrets.ts';

/** Milliseconds that a value, or that there is none, is believed before the secret is read again. */
const CACHE_MS = 300_000;

/**
 * Reads a secret that an operator may leave without a value; undefined then. What was read is kept for five minutes,
 * within which a new value is used too; a failure is not kept.
 * @param reference an ARN of Secrets Manager, or a `file:` URL
 */
export function optionalSecret(
  reference: string,
  {
    read = readSecret,
    now = Date.now,
  }: { read?: (reference: string) => Promise<string>; now?: () => number } = {},
): () => Promise<string | undefined> {
  let kept: { value: Promise<string | undefined>; until: number } | undefined;
  return async () => {
    if (kept && kept.until > now()) return kept.value;
    const value = read(reference).then(
      // Editors, and `aws … file://…`, end a file by a line break that is not of the secret.
      (text) => text.trim() || undefined,
      (error: unknown) => {
        if (isUnset(error)) return undefined;
        kept = undefined;
        throw error;
      },
    );
    kept = { value, until: now() + CACHE_MS };
    return value;
  };
}

/** Whether a secret has no value: Secrets Manager's word for it, or a file that is not there. */
function isUnset(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.name === 'ResourceNotFoundException' || ('code' in error && error.code === 'ENOENT');
}
