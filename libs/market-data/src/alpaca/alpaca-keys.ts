import type { AlpacaKeys } from './alpaca-fetch.ts';

/** Reads one of the keys, or undefined where it was not set. */
type ReadKey = () => Promise<string | undefined>;

/** Alpaca's keys from wherever each is kept; undefined unless both are set. */
export function alpacaKeysFrom(read: {
  keyId: ReadKey;
  secretKey: ReadKey;
}): () => Promise<AlpacaKeys | undefined> {
  return async () => {
    const [keyId, secretKey] = await Promise.all([read.keyId(), read.secretKey()]);
    return keyId === undefined || secretKey === undefined ? undefined : { keyId, secretKey };
  };
}
