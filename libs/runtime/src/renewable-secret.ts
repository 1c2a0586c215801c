import { optionalSecret } from './optional-secret.ts';
import { readSecret } from './secrets.ts';

/** Milliseconds after which a secret may be read again because its value was refused. */
const RENEW_EVERY_MS = 10_000;

/** What people write where a value is still to come. */
const PLACEHOLDER = /^(change-?me|replace-?me|placeholder|to-?do|none|unset|<.*>)$/i;

/** A secret that an operator may leave without a value, or change while it is in use. */
export interface RenewableSecret {
  /** The value, at most five minutes old; undefined when there is none, or none but a placeholder. */
  get(): Promise<string | undefined>;
  /** The value read anew, because the one that was known has been refused; every ten seconds at most. */
  renew(): Promise<string | undefined>;
}

/**
 * Reads a secret when it is first asked for.
 * @param reference an ARN of Secrets Manager, or a `file:` URL
 */
export function renewableSecret(
  reference: string,
  {
    read = readSecret,
    now = Date.now,
  }: { read?: (reference: string) => Promise<string>; now?: () => number } = {},
): RenewableSecret {
  let value = optionalSecret(reference, { read, now });
  let renewedAt = -Infinity;
  const get = async (): Promise<string | undefined> => {
    const text = await value();
    return text !== undefined && PLACEHOLDER.test(text) ? undefined : text;
  };
  return {
    get,
    async renew() {
      if (now() - renewedAt >= RENEW_EVERY_MS) {
        renewedAt = now();
        value = optionalSecret(reference, { read, now });
      }
      return get();
    },
  };
}
