import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageOf, startModule } from '../child-process.ts';
import { madeFilings } from '../filings/made-filings.ts';
import { wordVectors } from '../filings/word-vectors.ts';
import { LINEAR, medianPair } from '../pairs.ts';
import type { Pair } from '../pairs.ts';
import { percentile } from '../percentile.ts';
import { benchRow, type BenchRow } from '../row.ts';
import { askedQuestions } from './asked-questions.ts';
import { fillIndex } from './filled-index.ts';
import { timesOfQuestions } from './question-times.ts';
import type { QuestionTimes } from './question-times.ts';

const CHUNKS = 100_000;
const FILINGS = { companies: 120, years: [2021, 2022, 2023, 2024, 2025], pages: 120 } as const;
const QUESTIONS = { warmUp: 40, measured: 200 } as const;
const FIRST_QUESTIONS = 5;
const LONGEST_MS = 150;
/** While a model is called, which takes longer, the library is loaded. */
const FIRST_MS = 1_000;

/** Questions of every kind over 100,000 chunks, each beside one hybrid query of the engine, and over a tenth as many. */
export async function* benchRetrieve(): AsyncIterable<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-retrieve-'));
  // The engine warns of every hybrid query that names its columns; read when its library is loaded.
  process.env['LANCEDB_LOG'] ??= 'error';
  const embedder = wordVectors();
  const filings = madeFilings(FILINGS);
  const fill = (chunks: number) => fillIndex(folder, filings, { chunks, embedder });
  const ask = async (companies: Awaited<ReturnType<typeof fill>>) => {
    const count = QUESTIONS.warmUp + QUESTIONS.measured;
    const questions = askedQuestions(count, { companies, years: FILINGS.years });
    return (await timesOfQuestions(folder, questions, embedder)).slice(QUESTIONS.warmUp);
  };
  try {
    const first = await fill(CHUNKS / 10);
    const few = await ask(first);
    const companies = [...first, ...(await fill(CHUNKS - CHUNKS / 10))];
    const times = await ask(companies);
    const nobodys = times.filter(({ naming }) => naming === 'nobody');
    yield benchRow(
      'retrieve: p95 of 100,000 chunks, over one raw hybrid query',
      { value: p95(times, 'answer'), unit: 'ms', limit: p95(times, 'raw') },
      { atMost: 1.5 },
    );
    yield benchRow(
      'retrieve: p95 of 100,000 chunks',
      { value: p95(times, 'answer'), unit: 'ms', limit: LONGEST_MS },
      { atMost: 1 },
    );
    yield benchRow(
      'retrieve: p95 of 100,000 chunks, no company named',
      { value: p95(nobodys, 'answer'), unit: 'ms', limit: LONGEST_MS },
      { atMost: 1 },
    );
    yield benchRow(
      'retrieve: p95 of 100,000 chunks over ten times 10,000',
      { value: p95(times, 'answer'), unit: 'ms', limit: 10 * p95(few, 'answer') },
      LINEAR,
    );
    yield await firstQuestion(folder, `How much revenue did ${companies[0]?.short} report in 2024?`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function p95(times: readonly QuestionTimes[], of: 'answer' | 'raw'): number {
  return percentile(
    times.map((time) => time[of]),
    0.95,
  );
}

/** A new process's first question, from the loading of the engine's library to the answer. */
async function firstQuestion(uri: string, text: string): Promise<BenchRow> {
  const pairs: Pair[] = [];
  for (let round = 0; round < FIRST_QUESTIONS; round += 1) {
    const child = startModule(path.join(import.meta.dirname, 'first-question.ts'), { given: [uri, text] });
    pairs.push({ value: Number(await messageOf(child)), limit: FIRST_MS });
  }
  return benchRow(
    'retrieve: first question of a process, 100,000 chunks',
    { ...medianPair(pairs), unit: 'ms' },
    { atMost: 1 },
  );
}
