import type { StatementKind } from '../recognise/document-facts.ts';
import { isVisible } from './catalogue.ts';
import type { CatalogueEntry, FoundPage, StoredPage } from './indexed-document.ts';
import { isOneOf, literal, placeOf } from './lance-tables.ts';
import type { GenerationTables } from './lance-tables.ts';

export interface PageSearch {
  /** Words to find, or a vector of the index's own embedding to be near to. */
  query: string | readonly number[];
  /** How many chunks to look at; pages are as many or fewer. */
  limit: number;
  /** Search these documents alone. */
  documents?: readonly string[];
  visibleTo?: string | undefined;
}

export interface StatementSearch {
  statements: readonly StatementKind[];
  documents: readonly string[];
  limit: number;
  visibleTo?: string | undefined;
}

interface ChunkHit {
  documentId: string;
  write: string;
  page: number;
  _score?: number;
  _distance?: number;
}

/** Of how many times as many chunks as are wanted the whole vectors are compared: an index holds them shortened, and orders them roughly. */
const refined = 1;
const hitColumns = ['documentId', 'write', 'page'];

/** Pages whose chunks fit best. The engine filters by owner; what it gives is checked again against the catalogue. */
export async function findPages(
  { chunks }: GenerationTables,
  present: ReadonlyMap<string, CatalogueEntry>,
  { query, limit, documents, visibleTo }: PageSearch,
): Promise<FoundPage[]> {
  const search =
    typeof query === 'string'
      ? chunks
          .query()
          .fullTextSearch(searchable(query), { columns: ['text'] })
          .select([...hitColumns, '_score'])
      : chunks
          .query()
          .nearestTo([...query])
          .distanceType('cosine')
          .refineFactor(refined)
          .select([...hitColumns, '_distance']);
  const rows = visibleRows(present, documents, visibleTo);
  const hits = (await (rows ? search.where(rows) : search).limit(limit).toArray()) as ChunkHit[];
  return bestPages(hits, present, visibleTo);
}

/** Pages of given documents on which a statement was recognised. */
export async function statementPages(
  { chunks }: GenerationTables,
  present: ReadonlyMap<string, CatalogueEntry>,
  { statements, documents, limit, visibleTo }: StatementSearch,
): Promise<FoundPage[]> {
  if (!statements.length || !documents.length) return [];
  const kinds = statements.map((kind) => `statements LIKE ${literal(`%|${kind}|%`)}`).join(' OR ');
  const hits = (await chunks
    .query()
    .where(`${isOneOf('write', visibleWrites(present, documents, visibleTo))} AND part = 0 AND (${kinds})`)
    .select(hitColumns)
    .limit(limit)
    .toArray()) as ChunkHit[];
  return bestPages(hits, present, visibleTo);
}

/** Whole pages, put together from their chunks. */
export async function readPages(
  { chunks }: GenerationTables,
  present: ReadonlyMap<string, CatalogueEntry>,
  wanted: readonly { documentId: string; page: number }[],
  visibleTo: string | undefined,
): Promise<StoredPage[]> {
  const places = wanted.flatMap(({ documentId, page }) => {
    const entry = present.get(documentId);
    return entry && isVisible(entry, visibleTo) && Number.isInteger(page) ? [placeOf(entry.write, page)] : [];
  });
  if (!places.length) return [];
  const rows = (await chunks
    .query()
    .where(isOneOf('place', places))
    .select(['documentId', 'write', 'page', 'part', 'text', 'headings', 'section', 'statements', 'units'])
    .toArray()) as PageRow[];
  const pages = grouped(
    rows.filter((row) => isCurrent(row, present, visibleTo)),
    (row) => `${row.documentId}\n${row.page}`,
  );
  return [...pages.values()].flatMap(wholePage);
}

interface PageRow extends ChunkHit {
  part: number;
  text: string;
  headings: string;
  section: string;
  statements: string;
  units: string;
}

function wholePage(rows: PageRow[]): StoredPage[] {
  const parts = [...new Map(rows.map((row) => [row.part, row])).values()].toSorted((a, b) => a.part - b.part);
  const [first] = parts;
  if (!first) return [];
  return [
    {
      documentId: first.documentId,
      page: first.page,
      text: parts.map(({ text }) => text).join('\n'),
      headings: first.headings ? first.headings.split('\n') : [],
      section: first.section,
      statements: first.statements.split('|').filter(Boolean),
      units: parts.find(({ units }) => units)?.units ?? '',
    },
  ];
}

/** A filter that lets only visible rows through; none where all are. */
function visibleRows(
  present: ReadonlyMap<string, CatalogueEntry>,
  documents: readonly string[] | undefined,
  visibleTo: string | undefined,
): string | undefined {
  if (documents) return isOneOf('write', visibleWrites(present, documents, visibleTo));
  const hidesSome = [...present.values()].some((entry) => !isVisible(entry, visibleTo));
  return hidesSome ? isOneOf('ownerId', ['', ...(visibleTo ? [visibleTo] : [])]) : undefined;
}

function visibleWrites(
  present: ReadonlyMap<string, CatalogueEntry>,
  documents: readonly string[],
  visibleTo: string | undefined,
): string[] {
  return documents.flatMap((documentId) => {
    const entry = present.get(documentId);
    return entry && isVisible(entry, visibleTo) ? [entry.write] : [];
  });
}

function isCurrent(
  { documentId, write }: ChunkHit,
  present: ReadonlyMap<string, CatalogueEntry>,
  visibleTo: string | undefined,
): boolean {
  const entry = present.get(documentId);
  return entry !== undefined && entry.write === write && isVisible(entry, visibleTo);
}

function bestPages(
  hits: readonly ChunkHit[],
  present: ReadonlyMap<string, CatalogueEntry>,
  visibleTo: string | undefined,
): FoundPage[] {
  const pages = new Map<string, FoundPage>();
  for (const hit of hits) {
    if (!isCurrent(hit, present, visibleTo)) continue;
    const score = hit._score ?? 1 - (hit._distance ?? 0);
    const key = `${hit.documentId}\n${hit.page}`;
    const known = pages.get(key);
    if (known && known.score >= score) continue;
    const { documentId, page, _distance } = hit;
    pages.set(key, { documentId, page, score, ...(_distance !== undefined && { similarity: score }) });
  }
  return [...pages.values()].toSorted((a, b) => b.score - a.score);
}

/** Words alone: the engine would read operators into anything else. */
function searchable(query: string): string {
  return query.replace(/[^\p{L}\p{N}]+/gu, ' ').trim() || ' ';
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
