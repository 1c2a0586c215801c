import { documentFolder, documentState, indexingProgress } from '@marketscope/contracts';
import type { StoredDocument } from '@marketscope/domain';
import { z } from 'zod';

/**
 * An item of the table `documents`. `expiresAt` stands while no file has come; `hiddenAt` once the document was deleted, until
 * the indexer has seen to it; `claim…` while a worker is at it, `claimUntil` in epoch milliseconds.
 */
export const documentItem = z.object({
  ownerId: z.string(),
  documentId: z.string(),
  folder: documentFolder,
  name: z.string(),
  uploadedBy: z.string().nullable(),
  size: z.number().nullable().default(null),
  state: documentState,
  version: z.string().nullable().default(null),
  pages: z.number().nullable().default(null),
  chunks: z.number().nullable().default(null),
  reason: z.string().nullable().default(null),
  progress: indexingProgress.nullable().default(null),
  createdAt: z.string(),
  updatedAt: z.string(),
  expiresAt: z.number().optional(),
  hiddenAt: z.string().optional(),
  claimToken: z.string().optional(),
  settledVersion: z.string().optional(),
  changes: z.number().default(0),
  deaths: z.number().default(0),
});
export type DocumentItem = z.infer<typeof documentItem>;

const stored = documentItem.omit({
  expiresAt: true,
  hiddenAt: true,
  claimToken: true,
  settledVersion: true,
  changes: true,
  deaths: true,
});

/** What of an item others than its store know. */
export function storedDocumentOf(item: DocumentItem): StoredDocument {
  return stored.parse(item);
}

/** Whether a document is there for people: not deleted, and not one whose file never came. */
export function isShown(item: DocumentItem, epochSecond: number): boolean {
  return item.hiddenAt === undefined && (item.expiresAt === undefined || item.expiresAt > epochSecond);
}
