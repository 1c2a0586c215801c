import type { Table } from '@lancedb/lancedb';
import type { Catalogue } from './catalogue.ts';
import { despiteOthers } from './commit-conflicts.ts';
import { isOneOf, lancedb, literal } from './lance-tables.ts';
import type { GenerationTables } from './lance-tables.ts';

/** From when on upkeep is worth its cost. */
export interface UpkeepRules {
  /** Small pieces of a table before it is compacted. */
  smallFragments: number;
  /**
   * Rows that the full-text index doesn't hold yet: at most so many, and at most such a share of all rows. Every question reads each
   * of them, at some 50 µs.
   */
  unindexedRows: number;
  unindexedShare: number;
  /** Rows from which vectors get an index of their own; below, looking at each is as fast. */
  vectorIndexRows: number;
  /** How long old versions of the tables stay, for readers that are in the middle of a question. */
  keepVersionsMinutes: number;
  /** After how long chunks without a document are taken to be of a writer that died. */
  orphanMinutes: number;
  /** How long a removal is remembered, so that a late creation can't undo it. */
  tombstoneDays: number;
}

export const upkeepRules: UpkeepRules = {
  smallFragments: 20,
  unindexedRows: 500,
  unindexedShare: 0.1,
  vectorIndexRows: 50_000,
  keepVersionsMinutes: 10,
  orphanMinutes: 60,
  tombstoneDays: 30,
};

/** What upkeep did. */
export interface UpkeepReport {
  optimized: boolean;
  vectorIndexBuilt: boolean;
  rows: number;
}

/** Upkeep of one generation; safe beside writers and readers, and beside another upkeep. */
export async function maintainTables(
  tables: GenerationTables,
  catalogue: Catalogue,
  rules: Partial<UpkeepRules> = {},
): Promise<UpkeepReport> {
  const limits = { ...upkeepRules, ...rules };
  await dropInvisible(tables, catalogue, limits);
  const vectorIndexBuilt = await buildVectorIndex(tables, limits);
  const optimized = await optimizeIfWorth(tables.chunks, limits);
  await optimizeIfWorth(tables.documents, limits);
  return { optimized, vectorIndexBuilt, rows: await tables.chunks.countRows() };
}

async function dropInvisible(
  { chunks, documents }: GenerationTables,
  { latest, superseded }: Catalogue,
  limits: UpkeepRules,
): Promise<void> {
  const forgotten = [...latest.values()].filter(
    ({ state, at }) => state === 'removed' && at < daysAgo(limits.tombstoneDays),
  );
  const gone = [...superseded, ...forgotten].map(({ write }) => write);
  if (gone.length) {
    await despiteOthers(chunks, () => chunks.delete(isOneOf('write', gone)));
    await despiteOthers(documents, () => documents.delete(isOneOf('write', gone)));
  }
  const before = minutesAgo(limits.orphanMinutes);
  const known = new Set([...latest.values()].map(({ write }) => write));
  const old = (await chunks
    .query()
    .where(`part = 0 AND at < ${literal(before)}`)
    .select(['write'])
    .toArray()) as { write: string }[];
  const orphans = new Set(old.map(({ write }) => write).filter((write) => !known.has(write)));
  const lost = `${isOneOf('write', orphans)} AND at < ${literal(before)}`;
  if (orphans.size) await despiteOthers(chunks, () => chunks.delete(lost));
}

/** Less than the engine's own (256 and 50): half the time for an index that is searched again by whole vectors anyway. */
const training = { sampleRate: 64, maxIterations: 10 } as const;

async function buildVectorIndex(
  { chunks, embedding }: GenerationTables,
  limits: UpkeepRules,
): Promise<boolean> {
  if (!embedding.dimensions || (await chunks.countRows()) < limits.vectorIndexRows) return false;
  if ((await chunks.listIndices()).some(({ columns }) => columns.includes('vector'))) return false;
  const { Index } = await lancedb();
  await despiteOthers(chunks, () =>
    chunks.createIndex('vector', {
      config: Index.ivfPq({ distanceType: 'cosine', ...training }),
      replace: false,
    }),
  );
  return true;
}

/**
 * Takes new chunks into the full-text index while they are few. Words of rows outside of it are weighed by a count of
 * their own, which in a small index goes as far as not finding a word that stands twice in the only document.
 */
export async function keepIndexed({ chunks }: GenerationTables): Promise<void> {
  await optimizeIfWorth(chunks, {
    ...upkeepRules,
    smallFragments: Number.POSITIVE_INFINITY,
    unindexedRows: Number.POSITIVE_INFINITY,
  });
}

async function optimizeIfWorth(table: Table, limits: UpkeepRules): Promise<boolean> {
  const { numRows, fragmentStats } = await table.stats();
  const lists = await table.listIndices();
  const unindexed = Math.max(
    0,
    ...(await Promise.all(
      lists.map(async ({ name }) => (await table.indexStats(name))?.numUnindexedRows ?? 0),
    )),
  );
  const worth =
    fragmentStats.numSmallFragments >= limits.smallFragments ||
    unindexed > Math.min(limits.unindexedRows, limits.unindexedShare * numRows);
  if (!worth) return false;
  const cleanupOlderThan = new Date(Date.now() - limits.keepVersionsMinutes * 60_000);
  await despiteOthers(table, () => table.optimize({ cleanupOlderThan }));
  return true;
}

function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}

function daysAgo(days: number): string {
  return minutesAgo(days * 24 * 60);
}
