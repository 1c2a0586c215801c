import { z } from 'zod';

/** RFC 9457 `application/problem+json`. `code` is stable and for programs; `detail` tells a person what to do. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  code: z.string(),
  /** Id of what there is already, when the request was refused because there is. */
  existing: z.string().optional(),
  /** What was wrong with the request, by path, when it was refused for its form. */
  errors: z
    .array(
      z.object({
        path: z.string(),
        message: z.string(),
        /** Where in a text it went wrong: characters before that place. */
        position: z.number().int().nonnegative().optional(),
      }),
    )
    .optional(),
});
export type Problem = z.infer<typeof problem>;
