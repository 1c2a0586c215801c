/** Bytes that DynamoDB takes for a sort key. */
const MAX_KEY_BYTES = 1024;

/** A sort key as an id or a cursor of clients: safe in a path, and nothing that they could read or build on. */
export function opaqueOf(key: string): string {
  return Buffer.from(key).toString('base64url');
}

/** The sort key of an id or a cursor, and undefined for what can be none. */
export function keyOf(opaque: string): string | undefined {
  const key = Buffer.from(opaque, 'base64url').toString();
  const isKey = key !== '' && Buffer.byteLength(key) <= MAX_KEY_BYTES && opaqueOf(key) === opaque;
  return isKey ? key : undefined;
}
