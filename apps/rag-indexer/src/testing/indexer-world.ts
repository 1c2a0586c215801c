import type { EventOf } from '@marketscope/contracts';
import { UnreadableDocument, type IndexableFile, type KnowledgeWriter } from '@marketscope/domain';
import {
  captureLogger,
  createFakeDocumentStore,
  createFakeEventPublisher,
  createFakeKnowledgeBase,
  createFakeMetricSink,
  invocationWith,
  queueEvent,
} from '@marketscope/testing';
import { createRagIndexer, type RagIndexerPorts } from '../app.ts';

/** What an index in memory holds of a document. */
export interface HeldDocument {
  ownerId: string | null;
  text: string;
}

/** An index in memory that reads text as one page a line; one that begins with `broken` can't be read. */
function createFakeIndex(): { writer: KnowledgeWriter; held: Map<string, HeldDocument> } {
  const held = new Map<string, HeldDocument>();
  const revisions = new Map<string, string>();
  const isNewer = ({ documentId, revision }: Pick<IndexableFile, 'documentId' | 'revision'>): boolean => {
    if ((revisions.get(documentId) ?? '') >= revision) return false;
    revisions.set(documentId, revision);
    return true;
  };
  return {
    held,
    writer: {
      async put(file, { onPage, signal }) {
        signal.throwIfAborted();
        const text = new TextDecoder().decode(file.bytes);
        if (text === '') throw new UnreadableDocument('The file holds no text.');
        if (text.startsWith('broken')) throw new UnreadableDocument('The file is broken.');
        const pages = text.split('\n').length;
        for (let page = 1; page <= pages; page += 1) onPage(page, pages);
        if (isNewer(file)) held.set(file.documentId, { ownerId: file.ownerId, text });
        return { pages, chunks: pages };
      },
      async remove(document) {
        if (isNewer(document)) held.delete(document.documentId);
      },
    },
  };
}

/** The indexer on fakes, with hands on the bucket and a view of what came of it. */
export function indexerWorld() {
  let now = new Date('2026-11-20T15:00:00.000Z');
  let ids = 0;
  const clock = (): Date => now;
  const { documents, indexing } = createFakeDocumentStore(clock);
  const knowledgeBase = createFakeKnowledgeBase();
  const index = createFakeIndex();
  const publisher = createFakeEventPublisher();
  const businessMetrics = createFakeMetricSink();
  const { logger, lines } = captureLogger();
  const ports: RagIndexerPorts = {
    files: knowledgeBase.files,
    documentIdOf: (key) => `id-of-${key}`,
    indexing,
    index: index.writer,
    publisher,
    businessMetrics,
    clock,
    newId: () => String((ids += 1)).padStart(6, '0'),
    logger,
  };
  return {
    ports,
    documents,
    knowledgeBase,
    held: index.held,
    publisher,
    businessMetrics,
    lines,
    pass: (milliseconds: number): void => void (now = new Date(now.getTime() + milliseconds)),
    put: (key: string, text: string) => knowledgeBase.put(key, new TextEncoder().encode(text)),
    /** Delivers the news of a key as S3 would, under a message's id; answers whether it was taken. */
    async deliver(
      key: string,
      options: { messageId?: string; receiveCount?: number; ports?: RagIndexerPorts; removed?: boolean } = {},
    ): Promise<boolean> {
      const { receiveCount = 1, removed = false } = options;
      const event = queueEvent('document-events', [objectEvent(key, removed)], { receiveCount });
      for (const record of event.Records) record.messageId = options.messageId ?? record.messageId;
      const handle = createRagIndexer(options.ports ?? ports);
      const { batchItemFailures } = await handle(event, invocationWith(300_000));
      return batchItemFailures.length === 0;
    },
    document: (key: string, ownerId = 'ada') => documents.get({ ownerId, documentId: `id-of-${key}` }),
    /** Ids of what was told, each once. */
    told: (): string[] => [...new Set(publisher.published.map(({ id }: EventOf) => id))],
  };
}
export type IndexerWorld = ReturnType<typeof indexerWorld>;

/** What S3 tells of an object. */
export function objectEvent(key: string, removed = false): object {
  return {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        eventName: removed ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectCreated:Put',
        eventTime: '2026-11-20T15:00:00.000Z',
        s3: {
          bucket: { name: 'knowledge-base' },
          object: {
            key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
            sequencer: '617f08299329d189',
          },
        },
      },
    ],
  };
}
