import type { LedgerRow } from './catalogue.ts';
import { KnowledgeIndexError } from './index-error.ts';
import type { IndexedChunk, IndexedDocument } from './indexed-document.ts';
import { placeOf } from './lance-tables.ts';
import type { EmbeddingIdentity } from './lance-tables.ts';

/** The row of the ledger by which a document is there. */
export function presentRow(document: IndexedDocument, write: string, chunks: number): LedgerRow {
  const { documentId, ownerId, revision, ...entry } = document;
  return {
    documentId,
    ownerId: ownerId ?? '',
    revision,
    write,
    state: 'present',
    at: new Date().toISOString(),
    entry: JSON.stringify({ ...entry, chunks }),
  };
}

/**
 * A chunk as it is stored.
 * @throws KnowledgeIndexError `bad-vectors`
 */
export function chunkRow(
  { documentId, ownerId }: IndexedDocument,
  write: string,
  { pageFacts, vector, ...chunk }: IndexedChunk,
  embedding: EmbeddingIdentity,
): Record<string, unknown> {
  if (embedding.dimensions && vector?.length !== embedding.dimensions)
    throw new KnowledgeIndexError(
      'bad-vectors',
      `${embedding.name} made a vector of ${vector?.length ?? 0} numbers in place of ${embedding.dimensions}.`,
    );
  return {
    documentId,
    ownerId: ownerId ?? '',
    write,
    place: placeOf(write, chunk.page),
    at: new Date().toISOString(),
    page: chunk.page,
    part: chunk.part,
    kind: chunk.kind,
    text: chunk.text,
    heading: chunk.heading,
    units: chunk.units,
    statements: pageFacts.statements.map((kind) => `|${kind}|`).join(''),
    section: pageFacts.section ?? '',
    headings: chunk.part === 0 ? pageFacts.headings.join('\n') : '',
    ...(embedding.dimensions && { vector: [...(vector ?? [])] }),
  };
}
