import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { indexDocument, noEmbedding, openKnowledgeIndex } from '@marketscope/knowledge';
import { timeOf } from '../pairs.ts';
import { filingPdf } from '../filings/filing-document.ts';
import { madeFilings } from '../filings/made-filings.ts';

/** What indexing a file took of a process that does nothing else. */
export interface IndexingCost {
  seconds: number;
  peakMiB: number;
}

/** Indexes one filing of so many pages, from its bytes to the moment that it is found, and tells its parent what that took. */
const folder = await mkdtemp(path.join(tmpdir(), 'bench-index-'));
const [filing] = madeFilings({ companies: 1, years: [2025], pages: Number(process.argv[2]) });
if (!filing) throw new RangeError('there is no filing');
const bytes = await filingPdf(filing);
try {
  const milliseconds = await timeOf(async () => {
    const index = await openKnowledgeIndex({ uri: folder, embedding: noEmbedding });
    await indexDocument({ index }, { documentId: 'filing', revision: '1', name: 'filing.pdf', bytes });
    index.close();
  });
  const cost: IndexingCost = {
    seconds: milliseconds / 1_000,
    peakMiB: process.resourceUsage().maxRSS / 1_024,
  };
  process.send?.(cost);
} finally {
  await rm(folder, { recursive: true, force: true });
  process.disconnect();
}
