import fc from 'fast-check';
import { expect, it } from 'vitest';
import { termReader } from './page-terms.ts';
import { stem, words } from './terms.ts';

const word = fc.oneof(
  fc.constantFrom(
    'Acquired',
    'acquisitions',
    'costs',
    'Cost',
    'R&D',
    'dépenses',
    '“Costs”',
    'EBITDA,',
    'x',
    '2023',
    '—',
    '💶',
  ),
  fc.string({ maxLength: 8 }),
);
const text = fc
  .array(fc.oneof(word, fc.constantFrom('\n', '  ')), { maxLength: 40 })
  .map((parts) => parts.join(' '));

it('finds in each line the same terms as reading every word of it', () => {
  fc.assert(
    fc.property(
      text,
      fc.uniqueArray(
        word.map((own) => stem(own.toLowerCase())),
        { maxLength: 6 },
      ),
      (page, terms) => {
        const { lines, found, length } = termReader(terms)(page);
        const read = lines.map((line) => words(line).map(stem));
        expect(found.map((line) => line.map((number) => terms[number]))).toEqual(
          read.map((line) => line.filter((term) => terms.includes(term))),
        );
        expect(length).toBe(read.flat().length);
      },
    ),
  );
});
