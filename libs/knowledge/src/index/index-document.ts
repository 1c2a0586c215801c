import { chunkDocument } from '../chunk/chunk-document.ts';
import type { Chunk } from '../chunk/chunk-document.ts';
import type { Embedder } from '../embed/embedder.ts';
import { extractDocument } from '../extract/extract-document.ts';
import type { ExtractedDocument, ExtractionOptions } from '../extract/extracted-document.ts';
import type { DocumentFacts } from '../recognise/document-facts.ts';
import { recogniseDocument, recognisePages } from '../recognise/recognise-document.ts';
import type { DocumentIdentity, IndexedChunk } from './indexed-document.ts';
import type { KnowledgeIndex, WriteOutcome } from './knowledge-index.ts';

export interface DocumentFile extends DocumentIdentity {
  /** The file's name as its owner gave it; what it holds is told by its bytes. */
  name: string;
  /** Of the file, where its keeper tells versions apart: by it a rebuild knows what it has read. */
  version?: string | undefined;
  bytes: Uint8Array;
}

/** What became of a document. */
export interface IndexingResult {
  outcome: WriteOutcome;
  pages: number;
  chunks: number;
  facts: DocumentFacts;
}

export interface IndexingOptions extends ExtractionOptions {
  /** Called as the work goes on: what is being done, and how much of it is done, 0 to 1. */
  onProgress?: (step: 'reading' | 'embedding', done: number) => void;
}

const passagesPerBatch = 64;

/**
 * Reads a file and puts it in the index.
 * @throws DocumentError when the file can't be read, now or ever
 */
export async function indexDocument(
  { index, embedder }: { index: KnowledgeIndex; embedder?: Embedder },
  file: DocumentFile,
  options: IndexingOptions = {},
): Promise<IndexingResult> {
  const extracted = await extractDocument(file, {
    ...options,
    onPage(read, pages) {
      options.onPage?.(read, pages);
      options.onProgress?.('reading', read / pages);
    },
  });
  return indexExtracted({ index, ...(embedder && { embedder }) }, file, extracted, options);
}

/** The same for a document that was read already. */
export async function indexExtracted(
  { index, embedder }: { index: KnowledgeIndex; embedder?: Embedder },
  { documentId, ownerId, revision, name, version }: Omit<DocumentFile, 'bytes'>,
  extracted: ExtractedDocument,
  options: IndexingOptions = {},
): Promise<IndexingResult> {
  const facts = recogniseDocument(extracted, name);
  const pageFacts = recognisePages(extracted);
  const chunks = chunkDocument(extracted, pageFacts);
  const vectors = embedder?.dimensions ? await embedded(embedder, facts, chunks, options) : undefined;
  const byNumber = new Map(pageFacts.map((page) => [page.number, page]));
  const ready = chunks.map((chunk, at): IndexedChunk => {
    const { statements = [], headings = [], section } = byNumber.get(chunk.page) ?? {};
    const vector = vectors?.[at];
    return {
      ...chunk,
      pageFacts: { statements, headings, ...(section !== undefined && { section }) },
      ...(vector && { vector }),
    };
  });
  const pages = extracted.pages.length;
  const outcome = await index.put(
    {
      documentId,
      revision,
      name,
      facts,
      pages,
      ...(ownerId !== undefined && { ownerId }),
      ...(version !== undefined && { version }),
    },
    ready,
  );
  return { outcome, pages, chunks: chunks.length, facts };
}

async function embedded(
  embedder: Embedder,
  facts: DocumentFacts,
  chunks: readonly Chunk[],
  { onProgress, signal }: IndexingOptions,
): Promise<number[][]> {
  const vectors: number[][] = [];
  for (let at = 0; at < chunks.length; at += passagesPerBatch) {
    const batch = chunks.slice(at, at + passagesPerBatch).map((chunk) => passage(facts, chunk));
    vectors.push(...(await embedder.embedPassages(batch, signal)));
    onProgress?.('embedding', vectors.length / chunks.length);
  }
  return vectors;
}

/** What is embedded of a chunk: its text under its document and heading, without which a table means little. */
export function passage(
  facts: Pick<DocumentFacts, 'title'>,
  { heading, units, text }: Pick<Chunk, 'heading' | 'units' | 'text'>,
): string {
  return [facts.title, heading, units, text].filter(Boolean).join('\n');
}
