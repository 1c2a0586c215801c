import { z } from 'zod';

/** Every list of the API: `next` is an opaque cursor, absent on the last page. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

/** What is told of a cursor that no page named. */
export const NOT_A_CURSOR = 'A cursor is what `next` of the page before says';

/** Query of a paged list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^[\w-]{1,2048}$/, NOT_A_CURSOR)
    .optional(),
});
