import type { Table } from '@lancedb/lancedb';
import { z } from 'zod';
import { otherLayout } from './index-error.ts';
import type { CatalogueEntry, DocumentIdentity } from './indexed-document.ts';

/** A row of the ledger: one for each time that a document was written or removed, never changed afterwards. */
export interface LedgerRow {
  documentId: string;
  ownerId: string;
  revision: string;
  write: string;
  state: 'present' | 'removed';
  at: string;
  /** The rest of the entry, as JSON. */
  entry: string;
}

/** Of all that was ever written, what holds: for each document the row of its latest revision. */
export interface Catalogue {
  /** Documents that are in the index. */
  present: ReadonlyMap<string, CatalogueEntry>;
  /** The latest row of each document, removals among them. */
  latest: ReadonlyMap<string, LedgerRow>;
  /** Rows that a later revision, or another writer of the same one, made void. */
  superseded: readonly LedgerRow[];
}

const period = z.object({
  year: z.number(),
  alternativeYear: z.number().optional(),
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  end: z.string().optional(),
});

const storedEntry = z.object({
  name: z.string(),
  version: z.string().optional(),
  pages: z.number(),
  chunks: z.number(),
  facts: z.object({
    title: z.string(),
    company: z.string().optional(),
    aliases: z.array(z.string()),
    tickers: z.array(z.string()),
    form: z.enum([
      '10-K',
      '10-Q',
      '8-K',
      '20-F',
      '6-K',
      'proxy-statement',
      'annual-report',
      'earnings-release',
      'other',
    ]),
    period: period.optional(),
  }),
});

const ledgerColumns = ['documentId', 'ownerId', 'revision', 'write', 'state', 'at', 'entry'];

/**
 * Reads the ledger and folds it; readers of the same rows always agree, in whatever order they were written.
 * @throws KnowledgeIndexError `layout-mismatch`
 */
export async function readCatalogue(documents: Table): Promise<Catalogue> {
  const rows = (await documents.query().select(ledgerColumns).toArray()) as LedgerRow[];
  return foldLedger(rows.map((row) => ({ ...row })));
}

/** Later revisions win; of two writers of one revision, the one whose write id sorts first. */
export function foldLedger(rows: readonly LedgerRow[]): Catalogue {
  const latest = new Map<string, LedgerRow>();
  const superseded: LedgerRow[] = [];
  for (const row of rows) {
    const known = latest.get(row.documentId);
    if (!known) latest.set(row.documentId, row);
    else if (outranks(row, known)) {
      superseded.push(known);
      latest.set(row.documentId, row);
    } else if (row.write !== known.write) superseded.push(row);
  }
  const present = new Map<string, CatalogueEntry>();
  for (const row of latest.values()) if (row.state === 'present') present.set(row.documentId, entryOf(row));
  return { present, latest, superseded };
}

function outranks(row: LedgerRow, known: LedgerRow): boolean {
  if (row.revision !== known.revision) return row.revision > known.revision;
  return row.write < known.write;
}

function entryOf({ documentId, ownerId, revision, write, entry }: LedgerRow): CatalogueEntry {
  const { facts, ...rest } = parsedEntry(entry);
  const { company, period: when, ...others } = facts;
  return {
    documentId,
    revision,
    write,
    ...(ownerId && { ownerId }),
    ...rest,
    facts: {
      ...others,
      ...(company !== undefined && { company }),
      ...(when && { period: tidyPeriod(when) }),
    },
  };
}

/** Written by this code alone; parsed so that an index of another version is refused here and not somewhere deep. */
function parsedEntry(entry: string): z.infer<typeof storedEntry> {
  try {
    return storedEntry.parse(JSON.parse(entry));
  } catch (error) {
    throw otherLayout(error);
  }
}

function tidyPeriod({ year, alternativeYear, quarter, end }: z.infer<typeof period>) {
  return {
    year,
    ...(alternativeYear !== undefined && { alternativeYear }),
    ...(quarter && { quarter }),
    ...(end !== undefined && { end }),
  };
}

/** Whether someone may see a document: it is nobody's own, or theirs. */
export function isVisible(entry: Pick<DocumentIdentity, 'ownerId'>, visibleTo: string | undefined): boolean {
  return entry.ownerId === undefined || entry.ownerId === visibleTo;
}
