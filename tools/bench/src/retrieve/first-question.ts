import { openKnowledgeIndex, searchKnowledge } from '@marketscope/knowledge';
import { wordVectors } from '../filings/word-vectors.ts';
import { timeOf } from '../pairs.ts';

/** The first question of a process: tells its parent the milliseconds from the loading of the engine's library to the answer. */
const [, , uri = '', text = ''] = process.argv;
const embedder = wordVectors();

process.send?.(
  await timeOf(async () => {
    const index = await openKnowledgeIndex({ uri, embedding: embedder });
    await searchKnowledge({ index, embedder }, { text });
    index.close();
  }),
);
process.disconnect();
