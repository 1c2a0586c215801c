import { z } from 'zod';
import { instant } from '../market.ts';

/** The CloudEvents 1.0 attributes that every event carries, `correlationid` being ours. */
export const envelope = z.object({
  specversion: z.literal('1.0'),
  /** Derived from what the event tells, so that a retry publishes the same id. */
  id: z.string().min(1),
  source: z.string().regex(/^\/marketscope\/[a-z-]+$/),
  type: z.string(),
  time: instant,
  subject: z.string().min(1),
  datacontenttype: z.literal('application/json'),
  correlationid: z.string().min(1),
});

/** An event of one type: the envelope with its `type` fixed and its `data` checked. */
export function eventSchema<const Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return envelope.extend({ type: z.literal(type), data });
}
