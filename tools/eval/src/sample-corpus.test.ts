import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCorpus } from './corpus.ts';
import { evaluate } from './evaluate.ts';
import { evaluationFigures, evaluationReport } from './report.ts';

it('finds the right pages of the sample filings, read from the filings alone', async () => {
  const run = await evaluate(await readCorpus(join(import.meta.dirname, '../corpus')));
  const figures = evaluationFigures(run);
  expect(run.failures).toEqual([]);
  expect(figures).toMatchObject({ documents: 6, pages: 102, questions: 20 });
  // Without company, period or the fit of a document, its rank falls first; without recognised statements, page@3.
  expect(figures['documentHit@1'], evaluationReport(run)).toBe(1);
  expect(figures['pageHit@1'], evaluationReport(run)).toBeGreaterThanOrEqual(0.85);
  expect(figures['pageHit@3'], evaluationReport(run)).toBe(1);
});
