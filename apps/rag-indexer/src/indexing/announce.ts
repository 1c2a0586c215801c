import { makeEvent } from '@marketscope/contracts';
import type { EventPublisher, IndexingOutcome, StoredDocument } from '@marketscope/domain';

/** Tells what became of a version of a document; the same outcome of the same version is the same event. */
export async function announce(
  outcome: IndexingOutcome,
  { ownerId, documentId, name, uploadedBy }: StoredDocument,
  { publisher, clock }: { publisher: EventPublisher; clock: () => Date },
): Promise<void> {
  const told = {
    source: 'rag-indexer',
    subject: documentId,
    time: clock(),
    correlationId: documentId,
  };
  const document = { ownerId, documentId, name, uploadedBy };
  await publisher.publish(
    outcome.state === 'indexed'
      ? makeEvent({
          ...told,
          type: 'document.indexed.v1',
          id: `${documentId}#${outcome.version}`,
          data: { ...document, pages: outcome.pages, chunks: outcome.chunks },
        })
      : makeEvent({
          ...told,
          type: 'document.failed.v1',
          id: `${documentId}#${outcome.version}#failed`,
          data: { ...document, reason: outcome.reason },
        }),
  );
}
