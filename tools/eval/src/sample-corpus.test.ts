import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCorpus } from './corpus.ts';
import { evaluate } from './evaluate.ts';
import { evaluationFigures, evaluationReport } from './report.ts';

it('finds the right pages of the sample filings, read from the filings alone', async () => {
  const run = await evaluate(await readCorpus(join(import.meta.dirname, '../corpus')));
  const figures = evaluationFigures(run);
  expect(run.failures).toEqual([]);
  expect(figures).toMatchObject({ documents: 6, pages: 52, questions: 16 });
  expect(figures['documentHit@5'], evaluationReport(run)).toBe(1);
  expect(figures['pageHit@1'], evaluationReport(run)).toBeGreaterThanOrEqual(0.75);
  expect(figures['pageHit@5'], evaluationReport(run)).toBeGreaterThanOrEqual(0.93);
  expect(figures['pageHit@10'], evaluationReport(run)).toBe(1);
});
