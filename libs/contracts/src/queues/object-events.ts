import { z } from 'zod';

/** A key as S3 writes it in its events: URL-encoded, with `+` for a blank. */
const encodedKey = z.string().transform((key, context) => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    context.addIssue({ code: 'custom', message: 'is not URL-encoded' });
    return z.NEVER;
  }
});

/** An object that was created or removed. */
export const objectChange = z.object({
  eventName: z.string().regex(/^(?:s3:)?Object(?:Created|Removed):/),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: encodedKey }),
  }),
});

/**
 * What S3 tells a queue of objects. Only which object changed is read: what it is now is asked of the bucket, since events
 * repeat and overtake one another. `s3:TestEvent`, which S3 sends when notifications are set up, tells of no object.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
 */
export const objectEvents = z
  .union([
    z.object({ Records: z.array(objectChange) }),
    z.object({ Event: z.literal('s3:TestEvent') }).transform(() => ({ Records: [] })),
  ])
  .transform(({ Records }) => ({
    keys: [...new Set(Records.map(({ s3 }) => s3.object.key))],
  }));
/** The keys of objects that changed, each once. */
export type ObjectEvents = z.infer<typeof objectEvents>;
