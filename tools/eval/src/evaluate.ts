import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DocumentError,
  embeddingOf,
  indexDocument,
  openKnowledgeIndex,
  searchKnowledge,
} from '@marketscope/knowledge';
import type { Embedder, KnowledgeIndex } from '@marketscope/knowledge';
import type { Corpus, CorpusQuestion } from './corpus.ts';
import { ranksOf } from './scores.ts';
import type { QuestionScore } from './scores.ts';

/** What a run measured. */
export interface Evaluation {
  scores: QuestionScore[];
  documents: number;
  pages: number;
  chunks: number;
  /** Documents that could not be read, with why. */
  failures: { document: string; reason: string }[];
  pagesPerSecond: number;
  /** The most memory that the process ever held, in MiB. */
  peakMiB: number;
}

export interface EvaluationOptions {
  embedder?: Embedder;
  onIndexed?: (document: string, done: number, all: number) => void;
}

const resultsPerQuestion = 10;

/** Indexes a corpus in a folder of its own, asks its questions, and notes where the right pages came. */
export async function evaluate(corpus: Corpus, options: EvaluationOptions = {}): Promise<Evaluation> {
  const folder = await mkdtemp(join(tmpdir(), 'marketscope-eval-'));
  const { embedder } = options;
  const index = await openKnowledgeIndex({
    uri: folder,
    embedding: embeddingOf(embedder),
    freshness: Number.POSITIVE_INFINITY,
  });
  try {
    const indexed = await indexCorpus(index, corpus, options);
    await index.maintain({ smallFragments: 2 });
    const scores: QuestionScore[] = [];
    for (const question of corpus.questions) scores.push(await ask(index, question, embedder));
    return { ...indexed, scores, peakMiB: process.resourceUsage().maxRSS / 1024 };
  } finally {
    index.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function indexCorpus(
  index: KnowledgeIndex,
  corpus: Corpus,
  { embedder, onIndexed }: EvaluationOptions,
) {
  const failures: Evaluation['failures'] = [];
  let pages = 0;
  let chunks = 0;
  const started = performance.now();
  for (const [at, document] of corpus.documents.entries()) {
    try {
      const done = await indexDocument(
        { index, ...(embedder && { embedder }) },
        // A neutral name: nothing may be told from what a file is called.
        {
          documentId: document,
          revision: '1',
          name: `document-${at + 1}.pdf`,
          bytes: await readFile(join(corpus.folder, `${document}.pdf`)),
        },
      );
      pages += done.pages;
      chunks += done.chunks;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      failures.push({ document, reason: error.message });
    }
    onIndexed?.(document, at + 1, corpus.documents.length);
  }
  const seconds = (performance.now() - started) / 1_000;
  return { documents: corpus.documents.length, pages, chunks, failures, pagesPerSecond: pages / seconds };
}

async function ask(
  index: KnowledgeIndex,
  { id, question, evidence, company }: CorpusQuestion,
  embedder: Embedder | undefined,
): Promise<QuestionScore> {
  const started = performance.now();
  const results = await searchKnowledge(
    { index, ...(embedder && { embedder }) },
    { text: question, limit: resultsPerQuestion },
  );
  return { id, company, ...ranksOf(results, evidence), milliseconds: performance.now() - started };
}
