import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalEmbedder, indexDocument, noEmbedding, openKnowledgeIndex } from '@marketscope/knowledge';
import type { Embedder } from '@marketscope/knowledge';
import { messageOf, startModule } from '../child-process.ts';
import { filingPdf } from '../filings/filing-document.ts';
import { madeFilings } from '../filings/made-filings.ts';
import { inTurn, LINEAR, medianPair, timeOf } from '../pairs.ts';
import { benchRow, type BenchRow } from '../row.ts';
import type { IndexingCost } from './indexing-process.ts';

const EMBEDDED_PAGES = 40;
const LONG_FILING = { pages: 300, seconds: 20, peakMiB: 1_024 } as const;
const GROWN = { filings: 10, pages: 60 } as const;
const ROUNDS = 3;

/** Indexing against embedding alone; a long filing against the time and memory that it may take; ten filings against one. */
export async function* benchIndex(): AsyncIterable<BenchRow> {
  yield await overEmbeddingAlone();
  const costs: IndexingCost[] = [];
  for (let round = 0; round < ROUNDS; round += 1) costs.push(await costOf(LONG_FILING.pages));
  yield benchRow(
    `index: a filing of ${LONG_FILING.pages} pages`,
    {
      ...medianPair(costs.map(({ seconds }) => ({ value: seconds, limit: LONG_FILING.seconds }))),
      unit: 's',
    },
    { atMost: 1 },
  );
  yield benchRow(
    `index: a filing of ${LONG_FILING.pages} pages, most memory`,
    { value: Math.max(...costs.map(({ peakMiB }) => peakMiB)), unit: 'MiB', limit: LONG_FILING.peakMiB },
    { atMost: 1 },
  );
  yield await tenTimesAsMuch();
}

/** The whole way of a filing with the embedder that needs no key, and the embedding of the same passages alone. */
async function overEmbeddingAlone(): Promise<BenchRow> {
  const [filing] = madeFilings({ companies: 1, years: [2025], pages: EMBEDDED_PAGES });
  if (!filing) throw new RangeError('there is no filing');
  const bytes = await filingPdf(filing);
  const embedder = createLocalEmbedder();
  const batches: (readonly string[])[] = [];
  const listening: Embedder = {
    ...embedder,
    embedPassages(texts, signal) {
      batches.push(texts);
      return embedder.embedPassages(texts, signal);
    },
  };
  const pagesPerSecond = (milliseconds: number) => EMBEDDED_PAGES / (milliseconds / 1_000);
  const value = async () => {
    batches.length = 0;
    return pagesPerSecond(await timeOf(() => indexedAnew([bytes], listening)));
  };
  const limit = async () =>
    pagesPerSecond(
      await timeOf(async () => {
        for (const batch of batches) await embedder.embedPassages(batch);
      }),
    );
  await value();
  return benchRow(
    'index: pages with local embeddings, over embedding alone',
    { ...(await inTurn({ value, limit }, { rounds: ROUNDS, warmUps: 0 })), unit: 'pages/s' },
    { atLeast: 0.7 },
  );
}

async function tenTimesAsMuch(): Promise<BenchRow> {
  const files: Uint8Array[] = [];
  for (const filing of madeFilings({ companies: GROWN.filings, years: [2025], pages: GROWN.pages }))
    files.push(await filingPdf(filing));
  const value = () => timeOf(() => indexedAnew(files));
  const limit = async () => 10 * (await timeOf(() => indexedAnew(files.slice(0, 1))));
  return benchRow(
    `index: ${GROWN.filings} filings over ten times one`,
    { ...(await inTurn({ value, limit }, { rounds: ROUNDS })), unit: 'ms' },
    LINEAR,
  );
}

/** Puts files in an index of their own. */
async function indexedAnew(files: readonly Uint8Array[], embedder?: Embedder): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-index-'));
  const index = await openKnowledgeIndex({ uri: folder, embedding: embedder ?? noEmbedding });
  try {
    for (const [at, bytes] of files.entries())
      await indexDocument(
        { index, ...(embedder && { embedder }) },
        { documentId: `filing-${at}`, revision: '1', name: 'filing.pdf', bytes },
      );
  } finally {
    index.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function costOf(pages: number): Promise<IndexingCost> {
  const child = startModule(path.join(import.meta.dirname, 'indexing-process.ts'), {
    given: [String(pages)],
  });
  return (await messageOf(child)) as IndexingCost;
}
