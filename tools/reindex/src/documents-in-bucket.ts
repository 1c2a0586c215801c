import { MAX_DOCUMENT_BYTES } from '@marketscope/contracts';
import { placeOfKey, type DocumentPlace, type FileVersion, type KnowledgeBase } from '@marketscope/domain';
import type { DocumentSource, SourceDocument } from '@marketscope/knowledge';
import PQueue from 'p-queue';

/** Files that are asked for their versions at once. */
const FILES_AT_ONCE = 16;

/** A document's file as it is now. */
export interface DocumentFileNow extends SourceDocument {
  key: string;
  file: FileVersion;
  place: DocumentPlace;
}

/** What an index is made of, with where it is. */
export interface DocumentsInBucket extends DocumentSource {
  list(signal?: AbortSignal): Promise<DocumentFileNow[]>;
}

/** The documents whose files are in the knowledge base, but for those that are too large to be read. */
export function documentsInBucket(
  files: Pick<KnowledgeBase, 'keys' | 'head' | 'read'>,
  documentIdOf: (key: string) => string,
): DocumentsInBucket {
  const known = new Map<string, DocumentFileNow>();

  async function documentOf(key: string): Promise<DocumentFileNow[]> {
    const place = placeOfKey(key);
    const file = place && (await files.head(key));
    if (!file || file.size > MAX_DOCUMENT_BYTES) return [];
    const { name, folder, ownerId } = place;
    const documentId = documentIdOf(key);
    return [
      { documentId, name, version: file.version, key, file, place, ...(folder === 'private' && { ownerId }) },
    ];
  }

  return {
    async list(signal) {
      const queue = new PQueue({ concurrency: FILES_AT_ONCE });
      const found: Promise<DocumentFileNow[]>[] = [];
      for await (const key of files.keys()) {
        signal?.throwIfAborted();
        found.push(queue.add(() => documentOf(key)));
      }
      const documents = (await Promise.all(found)).flat();
      for (const document of documents) known.set(document.documentId, document);
      return documents;
    },
    async read({ documentId, version }, signal) {
      const document = known.get(documentId);
      return document?.version === version ? files.read(document.key, document.file, signal) : undefined;
    },
  };
}
