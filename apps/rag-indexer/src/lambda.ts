import { createEmbedder, embeddingOf, indexLocation, openKnowledgeIndex } from '@marketscope/knowledge';
import { createEventPublisher } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createObjectClient,
  createTopicClient,
  openAiKey,
  readConfiguration,
} from '@marketscope/runtime';
import { createIndexingStore, createKnowledgeBase, documentIdOf } from '@marketscope/stores';
import { monotonicFactory } from 'ulid';
import { createRagIndexer } from './app.ts';
import { configuration } from './config.ts';
import { createKnowledgeWriter } from './indexing/knowledge-writer.ts';

const config = readConfiguration(configuration);
const { tables, topics, buckets, secrets } = config;
const logger = createLogger('rag-indexer');
const ulid = monotonicFactory();
const embedder = createEmbedder(config, (provider) => openAiKey(provider, config, secrets));

export const handler = createRagIndexer({
  files: createKnowledgeBase({ objects: createObjectClient(), bucket: buckets['knowledge-base'] }),
  documentIdOf,
  indexing: createIndexingStore({ documents: createDocumentClient(), table: tables.documents }),
  index: createKnowledgeWriter({
    open: () =>
      openKnowledgeIndex({
        ...indexLocation(config.INDEX_URI, buckets.index),
        embedding: embeddingOf(embedder),
      }),
    embedder,
    logger,
  }),
  publisher: createEventPublisher(createTopicClient(), topics),
  businessMetrics: createMetrics('rag-indexer', 'MarketScope/Business'),
  logger,
  clock: () => new Date(),
  newId: () => ulid(),
});
