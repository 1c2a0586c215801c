import { expect, it } from 'vitest';
import { keyOfPlace, placeOfKey } from './document-place.ts';

it.each([
  ['users/ada/note.md', { ownerId: 'ada', folder: 'private', name: 'note.md' }],
  ['users/google-123/a b (1).pdf', { ownerId: 'google-123', folder: 'private', name: 'a b (1).pdf' }],
  ['financial-reports/Q2.pdf', { ownerId: 'shared', folder: 'financial-reports', name: 'Q2.pdf' }],
  ['market-analysis/2026/chips.md', { ownerId: 'shared', folder: 'market-analysis', name: '2026/chips.md' }],
])('knows whose file %s is, and finds it again', (key, place) => {
  expect(placeOfKey(key)).toEqual(place);
  const found = placeOfKey(key);
  expect(found && keyOfPlace(found)).toBe(key);
});

it.each([
  'note.md',
  'users/ada/',
  'users/ada',
  'users//note.md',
  'other/note.md',
  'financial-reports/',
  'users/shared/x.md',
  '',
])('takes %j for no document’s', (key) => {
  expect(placeOfKey(key)).toBeUndefined();
});
