/**
 * Characters that people don't see and models read: controls, format characters (zero-width, direction, tags) and
 * variation selectors, by which text from outside can carry hidden instructions. Tab and line feed stay.
 */
const invisible =
  /[\p{Cf}\p{Co}\p{Cs}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{FE00}-\u{FE0F}\u{E0000}-\u{E0FFF}]|(?![\t\n])\p{Cc}/gu;

/** A value from outside with every text in it, keys included, free of characters that can't be seen. */
export function withoutInvisible(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(invisible, '');
  if (Array.isArray(value)) return value.map(withoutInvisible);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key.replaceAll(invisible, ''), withoutInvisible(each)]),
    );
  return value;
}
