import type { DocumentStore, IndexingOutcome, IndexingStore } from '@marketscope/domain';
import { rebuildIndex, type RebuildOptions, type RebuildReport } from '@marketscope/knowledge';
import type { DocumentFileNow, DocumentsInBucket } from './documents-in-bucket.ts';

/** What a reindex stands on. */
export interface ReindexPorts {
  source: DocumentsInBucket;
  documents: Pick<DocumentStore, 'get'>;
  indexing: Pick<IndexingStore, 'note'>;
  clock: () => Date;
}

/** What came of it: besides the index, documents that waited for it, which are shown as indexed now. */
export interface ReindexReport extends RebuildReport {
  noted: number;
}

/**
 * Rebuilds the index from the files, and then tells people of their documents what the new index knows: some could not be
 * indexed before.
 */
export async function reindex(
  { source, documents, indexing, clock }: ReindexPorts,
  options: Omit<RebuildOptions, 'source'>,
): Promise<ReindexReport> {
  const report = await rebuildIndex({ ...options, source });
  const indexed = new Map(report.catalogue.map((entry) => [entry.documentId, entry]));
  const failed = new Map(report.failed.map((each) => [each.documentId, each]));

  const outcomeOf = ({
    documentId,
    version,
    file: { size },
  }: DocumentFileNow): IndexingOutcome | undefined => {
    const entry = indexed.get(documentId);
    if (entry?.version === version)
      return { state: 'indexed', version, size, pages: entry.pages, chunks: entry.chunks };
    const failure = failed.get(documentId);
    if (failure?.version !== version) return undefined;
    return { state: 'failed', version, size, reason: failure.reason, isSettled: true };
  };

  let noted = 0;
  for (const document of await source.list()) {
    const outcome = outcomeOf(document);
    const { documentId, place } = document;
    const stored = outcome && (await documents.get({ ownerId: place.ownerId, documentId }));
    if (!outcome || !stored || isTold(stored, outcome)) continue;
    // Whoever is at the document meanwhile tells of it, too.
    if (await indexing.note(stored, outcome, clock())) noted += 1;
  }
  return { ...report, noted };
}

function isTold(
  stored: NonNullable<Awaited<ReturnType<DocumentStore['get']>>>,
  outcome: IndexingOutcome,
): boolean {
  if (stored.state !== outcome.state) return false;
  return outcome.state === 'indexed'
    ? stored.version === outcome.version && stored.pages === outcome.pages && stored.chunks === outcome.chunks
    : stored.reason === outcome.reason;
}
