import { MAX_DOCUMENT_BYTES } from '@marketscope/contracts';
import {
  keyOfPlace,
  UnreadableDocument,
  type EventPublisher,
  type FileVersion,
  type IndexingClaim,
  type IndexingOutcome,
  type IndexingStore,
  type KnowledgeBase,
  type KnowledgeWriter,
  type StoredDocument,
} from '@marketscope/domain';
import { MetricUnit, type MetricSink } from '@marketscope/runtime';
import { announce } from './announce.ts';
import { reasons, unreadable } from './outcome.ts';
import { createProgress } from './progress.ts';

/** Workers that may die of one document before it is given up. */
const MAX_DEATHS = 3;

/** What following a file stands on. */
export interface FollowPorts {
  files: Pick<KnowledgeBase, 'head' | 'read'>;
  indexing: IndexingStore;
  index: KnowledgeWriter;
  publisher: EventPublisher;
  businessMetrics: MetricSink;
  clock: () => Date;
  /** Makes ids that sort in the order of their making. */
  newId: () => string;
}

/** What came of one look at a file: `changed` with the number of changes that were told of by then. */
export type Followed = Awaited<ReturnType<IndexingStore['settle']>>;

/**
 * Brings the index in step with what a document's file is at this moment: events say that a file changed, and only the bucket
 * knows what it is now, so it does not matter in which order, or how often, they come.
 */
export async function followFile(
  claim: IndexingClaim,
  ports: FollowPorts,
  signal: AbortSignal,
): Promise<Followed> {
  const { document } = claim;
  const { files, index, indexing, clock } = ports;
  const takeOut = () => index.remove({ ...identityOf(document), revision: ports.newId() });
  const file = await files.head(keyOfPlace(document));
  if (!file) {
    await takeOut();
    return indexing.forget(document, claim, clock());
  }
  const known = outcomeOf(file, claim);
  if (known) return indexing.settle(document, claim, known, clock());

  const outcome = await read(file, claim, ports, signal);
  if (outcome === 'changed') return { changed: claim.changes };
  if (outcome.state === 'failed') await takeOut();
  // Ahead of the note that it is done: who dies in between tells the same again, not nothing.
  await announce(outcome, document, ports);
  const followed = await indexing.settle(document, claim, outcome, clock());
  if (followed === 'settled' && outcome.state === 'indexed')
    ports.businessMetrics.record('DocumentsIndexed', MetricUnit.Count, 1);
  return followed;
}

/** Which document it is to the index, and whose alone. */
function identityOf({ documentId, folder, ownerId }: StoredDocument) {
  return { documentId, ownerId: folder === 'private' ? ownerId : null };
}

/** What became of this very version before; undefined when it is still to be read. */
function outcomeOf(
  file: FileVersion,
  { settledVersion, document }: IndexingClaim,
): IndexingOutcome | undefined {
  if (settledVersion !== file.version) return undefined;
  const { version, pages, chunks, reason } = document;
  if (version === file.version && pages !== null && chunks !== null)
    return { state: 'indexed', ...file, pages, chunks };
  return reason === null ? undefined : unreadable(file, reason);
}

async function read(
  file: FileVersion,
  claim: IndexingClaim,
  { files, index, indexing, clock, newId }: FollowPorts,
  signal: AbortSignal,
): Promise<IndexingOutcome | 'changed'> {
  const { document, token } = claim;
  if (claim.deaths >= MAX_DEATHS) return unreadable(file, reasons.workersDied);
  if (file.size > MAX_DOCUMENT_BYTES) return unreadable(file, reasons.tooLarge);
  await indexing.progress(document, token, null, clock());
  const bytes = await files.read(keyOfPlace(document), file, signal);
  if (!bytes) return 'changed';
  const progress = createProgress(
    (pages, of) => indexing.progress(document, token, { pages, of }, clock()),
    clock,
  );
  try {
    const { name } = document;
    const { pages, chunks } = await index.put(
      { ...identityOf(document), name, version: file.version, bytes, revision: newId() },
      { onPage: progress.onPage, signal },
    );
    return { state: 'indexed', ...file, pages, chunks };
  } catch (error) {
    if (error instanceof UnreadableDocument) return unreadable(file, error.message);
    throw error;
  } finally {
    await progress.ended();
  }
}
