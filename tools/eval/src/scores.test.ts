import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrapInterval } from './bootstrap.ts';
import { hitRate, mean, meanReciprocalRank, percentile, ranksOf } from './scores.ts';
import type { QuestionScore } from './scores.ts';

const score = (pageRank?: number, documentRank = pageRank): QuestionScore => ({
  id: 'q',
  milliseconds: 1,
  ...(pageRank !== undefined && { pageRank }),
  ...(documentRank !== undefined && { documentRank }),
});

describe('ranks', () => {
  const results = [
    { documentId: 'b', page: 3 },
    { documentId: 'a', page: 9 },
    { documentId: 'a', page: 3 },
  ];
  it('counts results one by one, from 1', () => {
    expect(ranksOf(results, [{ document: 'a', page: 3 }])).toEqual({ documentRank: 2, pageRank: 3 });
  });
  it('takes any of several proofs', () => {
    expect(
      ranksOf(results, [
        { document: 'a', page: 3 },
        { document: 'a', page: 9 },
      ]),
    ).toEqual({ documentRank: 2, pageRank: 2 });
  });
  it('has none for what was not found', () => {
    expect(ranksOf(results, [{ document: 'c', page: 3 }])).toEqual({});
  });
});

describe('rates', () => {
  it('are shares of all questions, those without a hit among them', () => {
    const scores = [score(1), score(4), score(), score(10)];
    expect(hitRate(scores, 'pageRank', 1)).toBe(0.25);
    expect(hitRate(scores, 'pageRank', 5)).toBe(0.5);
    expect(hitRate(scores, 'pageRank', 10)).toBe(0.75);
    expect(meanReciprocalRank(scores)).toBeCloseTo((1 + 0.25 + 0.1) / 4);
  });
  it('take percentiles by nearest rank', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3);
    expect(percentile([5, 1, 3, 2, 4], 0.95)).toBe(5);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('bootstrap intervals', () => {
  it('hold the mean and stay among the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 40 }), (values) => {
        const { low, high } = bootstrapInterval(values, mean, { samples: 200 });
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...values));
        expect(high).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
  });
  it('are the same each time', () => {
    const values = [1, 0, 0, 1, 1, 0];
    expect(bootstrapInterval(values, mean)).toEqual(bootstrapInterval(values, mean));
  });
});
