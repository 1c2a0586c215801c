import { openKnowledgeIndex, searchKnowledge } from '@marketscope/knowledge';
import type { Embedder } from '@marketscope/knowledge';
import { timeOf } from '../pairs.ts';
import { namings } from './asked-questions.ts';
import type { AskedQuestion, Naming } from './asked-questions.ts';
import { openRawSearch } from './raw-search.ts';

/** Milliseconds that a question took, and the raw query of its words. */
export interface QuestionTimes {
  naming: Naming;
  answer: number;
  raw: number;
}

const results = 10;
/** Chunks that a second ranking would start from. */
const first = 100;

/** Asks each question, and the engine alone beside it. Either goes first as often, for the second finds pages that the first has read. */
export async function timesOfQuestions(
  uri: string,
  questions: readonly AskedQuestion[],
  embedder: Embedder,
): Promise<QuestionTimes[]> {
  const index = await openKnowledgeIndex({ uri, embedding: embedder });
  const raw = await openRawSearch(uri, embedder, first);
  const times: QuestionTimes[] = [];
  try {
    for (const [at, { text, naming }] of questions.entries()) {
      const ask = () =>
        timeOf(async () => {
          const found = await searchKnowledge({ index, embedder }, { text, limit: results });
          if (found.length === 0) throw new Error(`nothing was found for “${text}”`);
        });
      const askRaw = () => timeOf(() => raw.search(text));
      const before = Math.floor(at / namings.length) % 2 === 0 ? await askRaw() : undefined;
      const answer = await ask();
      times.push({ naming, answer, raw: before ?? (await askRaw()) });
    }
  } finally {
    raw.close();
    index.close();
  }
  return times;
}
