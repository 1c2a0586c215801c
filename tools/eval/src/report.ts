import { bootstrapInterval } from './bootstrap.ts';
import type { Evaluation } from './evaluate.ts';
import { cutoffs, hitRate, meanReciprocalRank, percentile } from './scores.ts';
import type { Cutoff, QuestionScore } from './scores.ts';

/** What `--json` prints as its last line. */
export type EvaluationFigures = Record<`${'document' | 'page'}Hit@${Cutoff}`, number> & {
  mrr: number;
  questions: number;
  documents: number;
  pages: number;
  queryMsP50: number;
  queryMsP95: number;
  pagesPerSecond: number;
  peakMiB: number;
};

export function evaluationFigures({ scores, ...run }: Evaluation): EvaluationFigures {
  const times = scores.map(({ milliseconds }) => milliseconds);
  return {
    'documentHit@1': rounded(hitRate(scores, 'documentRank', 1), 4),
    'documentHit@3': rounded(hitRate(scores, 'documentRank', 3), 4),
    'documentHit@5': rounded(hitRate(scores, 'documentRank', 5), 4),
    'documentHit@10': rounded(hitRate(scores, 'documentRank', 10), 4),
    'pageHit@1': rounded(hitRate(scores, 'pageRank', 1), 4),
    'pageHit@3': rounded(hitRate(scores, 'pageRank', 3), 4),
    'pageHit@5': rounded(hitRate(scores, 'pageRank', 5), 4),
    'pageHit@10': rounded(hitRate(scores, 'pageRank', 10), 4),
    mrr: rounded(meanReciprocalRank(scores), 4),
    questions: scores.length,
    documents: run.documents,
    pages: run.pages,
    queryMsP50: rounded(percentile(times, 0.5), 1),
    queryMsP95: rounded(percentile(times, 0.95), 1),
    pagesPerSecond: rounded(run.pagesPerSecond, 1),
    peakMiB: rounded(run.peakMiB, 0),
  };
}

/** The run as a person reads it: rates with 95 % intervals, then speed, memory and what went wrong. */
export function evaluationReport(run: Evaluation): string {
  const figures = evaluationFigures(run);
  const rates = (['documentRank', 'pageRank'] as const).flatMap((rank) =>
    cutoffs.map((cutoff) =>
      rateLine(`${rank === 'pageRank' ? 'page' : 'document'} in the first ${cutoff}`, run.scores, (scores) =>
        hitRate(scores, rank, cutoff),
      ),
    ),
  );
  return [
    `${figures.questions} questions over ${figures.documents} documents, ${figures.pages} pages, ${run.chunks} chunks`,
    '',
    ...rates,
    rateLine('mean reciprocal rank', run.scores, meanReciprocalRank),
    '',
    `a question takes ${figures.queryMsP50} ms (median), ${figures.queryMsP95} ms (95 %)`,
    `indexing reads ${figures.pagesPerSecond} pages a second; the process held ${figures.peakMiB} MiB at most`,
    ...run.failures.map(({ document, reason }) => `not indexed: ${document}: ${reason}`),
  ].join('\n');
}

function rateLine(
  label: string,
  scores: readonly QuestionScore[],
  statistic: (sample: readonly QuestionScore[]) => number,
): string {
  const { low, high } = bootstrapInterval(scores, statistic);
  return `${label.padEnd(26)} ${statistic(scores).toFixed(3)}   (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
