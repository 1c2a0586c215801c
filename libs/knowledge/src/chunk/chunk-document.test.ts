import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognisePages } from '../recognise/recognise-document.ts';
import { chunkDocument, chunkLengths } from './chunk-document.ts';

function chunked(...texts: string[]) {
  const document = {
    format: 'pdf' as const,
    pages: texts.map((text, index) => ({ number: index + 1, text })),
  };
  return chunkDocument(document, recognisePages(document));
}

const prose = Array.from(
  { length: 30 },
  (_, at) => `Sentence ${at} tells of lamps and of how they are made by hand.`,
).join('\n');

describe('chunks', () => {
  it('hold a table whole, with its title and its units', () => {
    const rows = Array.from({ length: 60 }, (_, at) => `Line item ${at} of the table  ${at},100  ${at},050`);
    const chunks = chunked([prose, '', 'Segment Results', '(in millions)', ...rows, '', prose].join('\n'));
    const table = chunks.filter(({ kind }) => kind === 'table');
    expect(table).toHaveLength(1);
    expect(table[0]).toMatchObject({ heading: 'Segment Results', units: '(in millions)', page: 1 });
    expect(table[0]?.text).toContain(rows[0]);
    expect(table[0]?.text).toContain(rows[59]);
  });

  it('know the heading that an earlier page opened', () => {
    const chunks = chunked('Item 1A. Risk Factors\nMuch may go wrong.', 'more may go wrong still.');
    expect(chunks.map(({ page, heading }) => ({ page, heading }))).toEqual([
      { page: 1, heading: 'Item 1A. Risk Factors' },
      { page: 2, heading: 'Item 1A. Risk Factors' },
    ]);
  });

  it('leave out empty pages', () => {
    expect(chunked('', 'a lamp', ' ').map(({ page }) => page)).toEqual([2]);
  });

  it('put together are the pages they were cut from, and none is longer than a table may be', () => {
    const line = fc.oneof(
      fc.lorem({ maxCount: 30 }),
      fc.constant(''),
      fc
        .tuple(fc.lorem({ maxCount: 3 }), fc.integer(), fc.integer())
        .map(([label, a, b]) => `${label}  ${a}  ${b}`),
      fc.string({ maxLength: 300 }).map((text) => text.replace(/[\n\r]/g, ' ')),
    );
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 120 }), (lines) => {
        const text = lines.join('\n');
        const chunks = chunked(text);
        if (text.trim()) expect(chunks.map((chunk) => chunk.text).join('\n')).toBe(text);
        for (const chunk of chunks) expect(chunk.text.length).toBeLessThanOrEqual(chunkLengths.table);
        expect(chunks.map(({ part }) => part)).toEqual(chunks.map((_, at) => at));
      }),
    );
  });
});
