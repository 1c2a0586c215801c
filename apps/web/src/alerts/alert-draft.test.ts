import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyAlertDraft, readAlertDraft } from './alert-draft.ts';

const draft = { ...emptyAlertDraft, symbol: ' aapl ', threshold: '150' };

describe('an alert’s draft', () => {
  it('becomes a request, with what was typed put in order', () => {
    expect(readAlertDraft({ ...draft, note: '  ' })).toMatchObject({
      ok: true,
      request: { symbol: 'AAPL', kind: 'price', direction: 'below', threshold: 150, note: null },
    });
  });

  it.each(['', '0', '-5', 'twenty', '1,5', '1.5.2', '1e3', '0x10', 'Infinity'])(
    'takes “%s” for no price',
    (threshold) => {
      expect(readAlertDraft({ ...draft, threshold })).toEqual({
        ok: false,
        errors: { threshold: 'Enter a price above zero, such as 150 or 99.50' },
      });
    },
  );

  it.each([
    ['$1,234.50', 1234.5],
    [' 99.50 ', 99.5],
  ])('takes “%s” for the price %d', (threshold, price) => {
    expect(readAlertDraft({ ...draft, threshold })).toMatchObject({ request: { threshold: price } });
  });

  it('tells every field that is wrong', () => {
    const read = readAlertDraft({ ...draft, symbol: '?', threshold: '', note: 'x'.repeat(501) });
    expect(read.ok ? [] : Object.keys(read.errors)).toEqual(['symbol', 'threshold', 'note']);
  });

  it('reads any price as it would be written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999_999 }), (cents) => {
        const written = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2 }).format(cents / 100);
        expect(readAlertDraft({ ...draft, threshold: written })).toMatchObject({
          request: { threshold: cents / 100 },
        });
      }),
    );
  });
});
