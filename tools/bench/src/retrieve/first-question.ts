import { openKnowledgeIndex, searchKnowledge } from '@marketscope/knowledge';
import { wordVectors } from '../filings/word-vectors.ts';
import { timeOf } from '../pairs.ts';
import { openRawSearch } from './raw-search.ts';

/** The first search of a process, in one of two ways: tells its parent the milliseconds from the library's loading to the answer. */
const [, , way, uri = '', text = ''] = process.argv;
const embedder = wordVectors();

async function ask(): Promise<void> {
  const index = await openKnowledgeIndex({ uri, embedding: embedder });
  await searchKnowledge({ index, embedder }, { text });
  index.close();
}

async function askRaw(): Promise<void> {
  const raw = await openRawSearch(uri, embedder, 100);
  await raw.search(text);
  raw.close();
}

process.send?.(await timeOf(way === 'raw' ? askRaw : ask));
process.disconnect();
