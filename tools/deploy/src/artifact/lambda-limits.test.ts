import { describe, expect, it } from 'vitest';
import { checkLambdaLimits, checkLayerLimit } from './lambda-limits.ts';

const MB = 1024 * 1024;

describe('Lambda’s limits', () => {
  it('let through what fits exactly', () => {
    expect(() =>
      checkLambdaLimits('chat-api', { zipped: 50 * MB, unzipped: 60 * MB }, new Map([['lancedb', 190 * MB]])),
    ).not.toThrow();
  });

  it('refuse a zip of more than 50 MB', () => {
    expect(() =>
      checkLambdaLimits('chat-api', { zipped: 50 * MB + 1, unzipped: 60 * MB }, new Map()),
    ).toThrow(/chat-api\.zip is 50\.0 MB.*layer/);
  });

  it('refuse what unpacks with its layers to more than 250 MB, and say which part weighs what', () => {
    expect(() =>
      checkLambdaLimits(
        'rag-indexer',
        { zipped: 20 * MB, unzipped: 60 * MB },
        new Map([['lancedb', 200 * MB]]),
      ),
    ).toThrow(
      "rag-indexer unpacks to 260.0 MB, over Lambda's 250.0 MB: the service 60.0 MB, layer lancedb 200.0 MB",
    );
  });

  it('refuse a layer that leaves no function any room', () => {
    expect(() => checkLayerLimit('lancedb', 250 * MB)).not.toThrow();
    expect(() => checkLayerLimit('lancedb', 251 * MB)).toThrow('layer lancedb unpacks to 251.0 MB');
  });
});
