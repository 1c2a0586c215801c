import type { Evidence } from './corpus.ts';

/** How far down a list a hit still counts. */
export const cutoffs = [1, 3, 5, 10] as const;
export type Cutoff = (typeof cutoffs)[number];

/** Where in its results a question found its document and its page: ranks from 1, or nothing. */
export interface QuestionScore {
  id: string;
  company?: string | undefined;
  documentRank?: number;
  pageRank?: number;
  /** How long the answer took, in milliseconds. */
  milliseconds: number;
}

/** Ranks of the first result from a document, and the first page, that proves the answer. Results count one by one: ten pages of a wrong document are ten wrong results. */
export function ranksOf(
  results: readonly { documentId: string; page: number }[],
  evidence: readonly Evidence[],
): { documentRank?: number; pageRank?: number } {
  const document = results.findIndex((result) =>
    evidence.some((proof) => proof.document === result.documentId),
  );
  const page = results.findIndex((result) =>
    evidence.some((proof) => proof.document === result.documentId && proof.page === result.page),
  );
  return { ...(document >= 0 && { documentRank: document + 1 }), ...(page >= 0 && { pageRank: page + 1 }) };
}

/** Share of questions whose rank is within a cutoff. */
export function hitRate(
  scores: readonly QuestionScore[],
  rank: 'documentRank' | 'pageRank',
  cutoff: Cutoff,
): number {
  return mean(scores.map((score) => ((score[rank] ?? Number.POSITIVE_INFINITY) <= cutoff ? 1 : 0)));
}

/** Mean reciprocal rank of the first right page; 0 where it wasn't found. */
export function meanReciprocalRank(scores: readonly QuestionScore[]): number {
  return mean(scores.map(({ pageRank }) => (pageRank === undefined ? 0 : 1 / pageRank)));
}

/** The value below which a share of the values lies: nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function mean(values: readonly number[]): number {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;
}
