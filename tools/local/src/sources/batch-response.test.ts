import { describe, expect, it } from 'vitest';
import { failedItems } from './batch-response.ts';

describe('a whole batch succeeded', () => {
  it.each([
    ['nothing', undefined],
    ['null', null],
    ['an empty object', {}],
    ['an object about something else', { statusCode: 200 }],
    ['a null list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('when the function answers %s', (_, response) => {
    expect(failedItems(response, ['a', 'b'])).toEqual(new Set());
  });
});

it('tells which messages failed, once each', () => {
  const response = { batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'b' }] };
  expect(failedItems(response, ['a', 'b'])).toEqual(new Set(['b']));
});

describe('a whole batch failed', () => {
  it.each([
    ['a text', 'done'],
    ['a number', 1],
    ['a list', [{ itemIdentifier: 'a' }]],
    ['failures that are no list', { batchItemFailures: 'a' }],
    ['a failure that is no object', { batchItemFailures: ['a'] }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['a misspelt identifier', { batchItemFailures: [{ itemIdentifer: 'a' }] }],
    ['an identifier of no message', { batchItemFailures: [{ itemIdentifier: 'c' }] }],
  ])('when the function answers %s', (_, response) => {
    expect(() => failedItems(response, ['a', 'b'])).toThrow(/^the function’s answer /);
  });
});
