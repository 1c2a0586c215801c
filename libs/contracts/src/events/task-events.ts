import { z } from 'zod';
import { symbol } from '../market.ts';
import { eventSchema } from './envelope.ts';

const document = z.object({
  /** Whose it is; `shared` for what everyone's answers draw on. */
  ownerId: z.string(),
  documentId: z.string(),
  name: z.string(),
  /** Who is told; null when nobody known put it there. */
  uploadedBy: z.string().nullable().default(null),
});
const report = z.object({ taskId: z.string(), userId: z.string(), symbol });

export const taskEvents = {
  /** id: `<documentId>#<version>`: each version of a document is indexed, or fails, once. */
  'document.indexed.v1': eventSchema(
    'document.indexed.v1',
    document.extend({ pages: z.number().int().nonnegative(), chunks: z.number().int().nonnegative() }),
  ),
  'document.failed.v1': eventSchema('document.failed.v1', document.extend({ reason: z.string() })),
  'report.requested.v1': eventSchema('report.requested.v1', report),
  'report.completed.v1': eventSchema('report.completed.v1', report.extend({ reportKey: z.string() })),
  'report.failed.v1': eventSchema('report.failed.v1', report.extend({ reason: z.string() })),
};
