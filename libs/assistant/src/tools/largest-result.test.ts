import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asManyAsFit, MAX_RESULT_BYTES } from './largest-result.ts';

it('keeps the first items, as many as one result holds and no fewer', () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 900 }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, (items) => {
      const kept = asManyAsFit(items);
      expect(kept).toEqual(items.slice(0, kept.length));
      expect(Buffer.byteLength(JSON.stringify({ items: kept }))).toBeLessThanOrEqual(MAX_RESULT_BYTES);
      const next = items[kept.length];
      if (next !== undefined)
        expect(Buffer.byteLength(JSON.stringify([...kept, next]))).toBeGreaterThan(MAX_RESULT_BYTES - 1100);
    }),
  );
});
