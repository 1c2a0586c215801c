import {
  IndexingSuspended,
  UnreadableDocument,
  type IndexableFile,
  type KnowledgeWriter,
} from '@marketscope/domain';
import {
  DocumentError,
  EmbeddingError,
  indexDocument,
  KnowledgeIndexError,
  openOnce,
  type CatalogueEntry,
  type Embedder,
  type KnowledgeIndex,
} from '@marketscope/knowledge';
import type { Logger } from '@marketscope/runtime';

/**
 * Writes to the index, and looks after it: compaction and indices are made here, where nobody waits for an answer.
 * @param open opens the index, when it is first written to
 */
export function createKnowledgeWriter({
  open,
  embedder,
  logger,
}: {
  open: () => Promise<KnowledgeIndex>;
  embedder?: Embedder | undefined;
  logger: Logger;
}): KnowledgeWriter {
  const index = openOnce(open);
  const maintain = async (): Promise<void> => {
    try {
      await (await index()).maintain();
    } catch (error) {
      logger.warn({ err: error }, 'the index was not maintained; the next document brings another try');
    }
  };

  /** What the index holds of a document now: another writer, such as one that rebuilds it, may have been there. */
  const held = async ({
    documentId,
    ownerId,
  }: Pick<IndexableFile, 'documentId' | 'ownerId'>): Promise<CatalogueEntry | undefined> =>
    (await (await index()).catalogue(ownerId ?? undefined)).find((entry) => entry.documentId === documentId);

  return {
    async put({ documentId, ownerId, revision, name, version, bytes }, { onPage, signal }) {
      try {
        const { outcome, pages, chunks } = await indexDocument(
          { index: await index(), ...(embedder && { embedder }) },
          { documentId, revision, name, version, bytes, ...(ownerId !== null && { ownerId }) },
          { onPage, signal },
        );
        if (outcome === 'superseded' && (await held({ documentId, ownerId }))?.version !== version)
          throw overtaken(documentId, revision);
        await maintain();
        return { pages, chunks };
      } catch (error) {
        if (error instanceof DocumentError) throw new UnreadableDocument(error.message, { cause: error });
        throw suspendedBy(error);
      }
    },
    async remove({ documentId, ownerId, revision }) {
      try {
        const outcome = await (await index()).remove({ documentId, revision });
        if (outcome === 'superseded' && (await held({ documentId, ownerId })))
          throw overtaken(documentId, revision);
      } catch (error) {
        throw suspendedBy(error);
      }
      await maintain();
    },
  };
}

/** A later try has a later revision: that of another writer is ahead by as much as its clock is. */
function overtaken(documentId: string, revision: string): Error {
  return new Error(`the index knows a later revision of ${documentId} than ${revision}`);
}

/** What no further try can mend, but an operator: an index of other vectors or layout, or a provider of vectors that refuses. */
function suspendedBy(error: unknown): unknown {
  const isSuspended =
    (error instanceof KnowledgeIndexError && error.code !== 'bad-vectors') ||
    (error instanceof EmbeddingError && (error.code === 'refused' || error.code === 'not-installed'));
  return isSuspended ? new IndexingSuspended(error.message, { cause: error }) : error;
}
