/** Bytes of JSON of one result at the most: more is no help to a model, and results are stored with their answer. */
export const MAX_RESULT_BYTES = 16_000;

/** What of a result is not its items. */
const MARGIN_BYTES = 1000;

/** As many of the first items as one result holds. */
export function asManyAsFit<Item>(items: readonly Item[]): Item[] {
  let bytes = MARGIN_BYTES;
  const end = items.findIndex((item) => {
    bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
    return bytes > MAX_RESULT_BYTES;
  });
  return items.slice(0, end === -1 ? items.length : end);
}
