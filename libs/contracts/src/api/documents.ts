import { z } from 'zod';
import { instant } from '../market.ts';
import { listOf } from './list.ts';

/** Bytes of a document at the most. */
export const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

/** Folders of documents that everyone's answers may draw on; curators alone write to them. */
export const sharedFolder = z.enum(['financial-reports', 'market-analysis', 'company-profiles']);
export type SharedFolder = z.infer<typeof sharedFolder>;

/** Where a document is: in a shared folder, or among what is only its owner's. */
export const documentFolder = z.enum([...sharedFolder.options, 'private']);
export type DocumentFolder = z.infer<typeof documentFolder>;

/** The kinds of files that are read, by the ending of the name: what each is sent as. */
export const documentTypes = {
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  json: 'application/json',
  markdown: 'text/markdown',
  md: 'text/markdown',
  pdf: 'application/pdf',
  txt: 'text/plain',
} as const;

/** What a file of this name is sent as; undefined for a kind that is not read. */
export function documentTypeOf(name: string): string | undefined {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return ending in documentTypes ? documentTypes[ending as keyof typeof documentTypes] : undefined;
}

/** A file's name: no path, nothing that can't be seen, and an ending that tells what it is. */
export const documentName = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((name) => name.normalize('NFC'))
  .refine((name) => !/[/\\]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(name) && !name.startsWith('.'), {
    message: 'A name has no slash, no hidden character, and does not begin with a dot',
  })
  .refine((name) => documentTypeOf(name) !== undefined, {
    message:
      'Upload PDF, Markdown, text, HTML, CSV or JSON: the name has to end in .pdf, .md, .txt, .html, .csv or .json',
  });

/** A document to be uploaded. One of the same name in the same folder is replaced. */
export const documentRequest = z.strictObject({
  name: documentName,
  folder: documentFolder.default('private'),
  /** In bytes: the upload takes exactly that many. */
  size: z.int().min(1, 'The file is empty').max(MAX_DOCUMENT_BYTES, 'A document has 50 MB at the most'),
});
export type DocumentRequest = z.infer<typeof documentRequest>;

/** How far a long document has been read. */
export const indexingProgress = z.object({
  pages: z.int().nonnegative(),
  of: z.int().positive(),
});
export type IndexingProgress = z.infer<typeof indexingProgress>;

/**
 * What became of a document: `pending` until it has been read, `indexed` when answers draw on it, `failed` with the reason
 * when it can't be read. A new version of an indexed document is `pending` again, while answers still draw on the old one.
 */
export const documentState = z.enum(['pending', 'indexed', 'failed']);
export type DocumentState = z.infer<typeof documentState>;

export const knowledgeDocument = z.object({
  id: z.string(),
  name: z.string(),
  folder: documentFolder,
  state: documentState,
  /** Of the version that answers draw on; null while there is none. */
  pages: z.int().nonnegative().nullable(),
  chunks: z.int().nonnegative().nullable(),
  /** Why it failed, for its owner; null else. */
  reason: z.string().nullable(),
  /** Of a long document that is being read; null else. */
  progress: indexingProgress.nullable(),
  /** In bytes. */
  size: z.int().nonnegative().nullable(),
  createdAt: instant,
  updatedAt: instant,
  /** Whether the person who asks may replace and delete it. */
  editable: z.boolean(),
});
export type KnowledgeDocument = z.infer<typeof knowledgeDocument>;

/** What may be asked of the list. */
export const documentListResponse = listOf(knowledgeDocument).extend({
  /** Folders that the person who asks may upload to. */
  folders: z.array(documentFolder),
});
export type DocumentListResponse = z.infer<typeof documentListResponse>;

/** A document as one reads it: with a link to the file, which lasts some minutes. */
export const documentResponse = knowledgeDocument.extend({
  /** Null before there is a file. */
  link: z.url().nullable(),
});
export type DocumentResponse = z.infer<typeof documentResponse>;

/** A request that uploads exactly one file to exactly one place: send the file as its body. */
export const upload = z.object({
  method: z.literal('PUT'),
  url: z.url(),
  /** To be sent as they are. */
  headers: z.record(z.string(), z.string()),
  expiresAt: instant,
});
export type Upload = z.infer<typeof upload>;

export const documentUploadResponse = z.object({ document: knowledgeDocument, upload });
export type DocumentUploadResponse = z.infer<typeof documentUploadResponse>;
