import { createHash } from 'node:crypto';

/**
 * The id of the document whose file has a key: the same key is the same document, so a new file in its place is a new version
 * of it, whoever or whatever put it there. It tells nothing of the key.
 */
export function documentIdOf(key: string): string {
  return createHash('sha256').update(key.normalize('NFC')).digest('hex').slice(0, 32);
}
