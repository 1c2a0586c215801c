import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenSentences } from './spoken-sentences.ts';

describe('spoken sentences', () => {
  it('are whole ones, without the marks of Markdown', () => {
    expect(spokenSentences('## Apple\n\n- It is **up** 2.61%. It clos', false)).toEqual([
      'Apple',
      'It is up 2.61%.',
    ]);
  });

  it('do not end within a number', () => {
    expect(spokenSentences('At $139.35 it is up. ', false)).toEqual(['At $139.35 it is up.']);
  });

  it('once told, stay as they are while the text grows', () => {
    const words = fc.array(fc.constantFrom('Apple ', 'rose. ', '2.61% ', '\n\n', '- ', '**up**! ', 'Why? '), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(words, (parts) => {
        let told: string[] = [];
        for (let length = 0; length <= parts.length; length++) {
          const next = spokenSentences(parts.slice(0, length).join(''), length === parts.length);
          expect(next.slice(0, told.length)).toEqual(told);
          told = next;
        }
      }),
    );
  });
});
