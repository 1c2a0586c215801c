import { expect, it } from 'vitest';
import { closeInMeaning } from './close-in-meaning.ts';

const found = (similarities: readonly (number | undefined)[]) =>
  similarities.map((similarity, at) => ({
    documentId: 'd',
    page: at + 1,
    score: 1,
    ...(similarity !== undefined && { similarity }),
  }));
const pages = (similarities: readonly (number | undefined)[]) =>
  closeInMeaning(found(similarities)).map(({ page }) => page);

it('tells the pages that stand out from those that are merely the nearest', () => {
  expect(pages([0.82, 0.31, 0.3, 0.32, 0.29, 0.3, 0.31])).toEqual([1]);
  expect(pages([0.2, 0.19, 0.21, 0.28, 0.2])).toEqual([]);
  expect(pages([0.5])).toEqual([1]);
});

it('says nothing of pages that were found by their words', () => {
  expect(pages([undefined, undefined])).toEqual([]);
  expect(pages([])).toEqual([]);
});
