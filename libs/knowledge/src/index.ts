export { chunkDocument, chunkLengths } from './chunk/chunk-document.ts';
export type { Chunk } from './chunk/chunk-document.ts';
export { cachedEmbedder, memoryVectorCache } from './embed/cached-embedder.ts';
export type { VectorCache } from './embed/cached-embedder.ts';
export type { Embedder } from './embed/embedder.ts';
export { createLocalEmbedder } from './embed/local-embedder.ts';
export { EmbeddingError } from './embed/embedding-error.ts';
export type { EmbeddingFailure } from './embed/embedding-error.ts';
export { checkEmbeddingSettings, createEmbedder, embeddingSettings } from './embed/embedding-settings.ts';
export type { EmbeddingSettings } from './embed/embedding-settings.ts';
export { createOpenAiEmbedder } from './embed/openai-embedder.ts';
export type { EmbeddingEndpoint, EmbeddingKey, OpenAiEmbedderOptions } from './embed/openai-embedder.ts';
export { DocumentError } from './extract/document-error.ts';
export type { DocumentFailure } from './extract/document-error.ts';
export { extractDocument } from './extract/extract-document.ts';
export { extractionLimits } from './extract/extracted-document.ts';
export type {
  DocumentFormat,
  ExtractedDocument,
  ExtractedPage,
  ExtractionLimits,
  ExtractionOptions,
} from './extract/extracted-document.ts';
export { isSameEmbedding } from './index/generations.ts';
export { indexDocument, indexExtracted } from './index/index-document.ts';
export type { DocumentFile, IndexingOptions, IndexingResult } from './index/index-document.ts';
export { indexMismatch } from './index/index-mismatch.ts';
export { KnowledgeIndexError } from './index/index-error.ts';
export type { CatalogueEntry, DocumentIdentity, IndexedDocument } from './index/indexed-document.ts';
export { openKnowledgeIndex } from './index/knowledge-index.ts';
export type { KnowledgeIndex, KnowledgeIndexOptions, WriteOutcome } from './index/knowledge-index.ts';
export { openOnce } from './index/open-once.ts';
export { embeddingOf, indexLocation, noEmbedding } from './index/lance-tables.ts';
export type { EmbeddingIdentity, IndexLocation } from './index/lance-tables.ts';
export { rebuildIndex } from './index/rebuild-index.ts';
export type {
  DocumentSource,
  RebuildOptions,
  RebuildProgress,
  RebuildReport,
  SourceDocument,
  UnindexedDocument,
} from './index/rebuild-index.ts';
export { upkeepRules } from './index/upkeep.ts';
export type { UpkeepReport, UpkeepRules } from './index/upkeep.ts';
export type {
  DocumentFacts,
  DocumentForm,
  FiscalPeriod,
  PageFacts,
  StatementKind,
} from './recognise/document-facts.ts';
export { recogniseDocument, recognisePages } from './recognise/recognise-document.ts';
export { searchKnowledge } from './retrieve/search-knowledge.ts';
export type { KnowledgeQuestion, KnowledgeResult, Retriever } from './retrieve/search-knowledge.ts';
