import { noEmbedding, openKnowledgeIndex } from '@marketscope/knowledge';
import { createEventPublisher } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createObjectClient,
  createTopicClient,
  readConfiguration,
} from '@marketscope/runtime';
import { createIndexingStore, createKnowledgeBase, documentIdOf } from '@marketscope/stores';
import { monotonicFactory } from 'ulid';
import { createRagIndexer } from './app.ts';
import { configuration } from './config.ts';
import { createKnowledgeWriter } from './indexing/knowledge-writer.ts';

const { tables, topics, buckets, INDEX_URI } = readConfiguration(configuration);
const logger = createLogger('rag-indexer');
const ulid = monotonicFactory();

export const handler = createRagIndexer({
  files: createKnowledgeBase({ objects: createObjectClient(), bucket: buckets['knowledge-base'] }),
  documentIdOf,
  indexing: createIndexingStore({ documents: createDocumentClient(), table: tables.documents }),
  index: createKnowledgeWriter({
    open: () =>
      openKnowledgeIndex({
        uri: INDEX_URI ?? `s3://${buckets.index}/knowledge`,
        embedding: noEmbedding,
        // Without TLS at an emulator's address; AWS's has it.
        storageOptions: { allow_http: 'true' },
      }),
    logger,
  }),
  publisher: createEventPublisher(createTopicClient(), topics),
  businessMetrics: createMetrics('rag-indexer', 'MarketScope/Business'),
  logger,
  clock: () => new Date(),
  newId: () => ulid(),
});
