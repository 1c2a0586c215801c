// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { RichText } from './rich-text.tsx';

afterEach(cleanup);

const shown = (text: string) => render(<RichText text={text} writing={false} />).container;

describe('an answer’s text', () => {
  it('has structure: emphasis, lists, tables', () => {
    const page = shown('**Up** today:\n\n- one\n- two\n\n| a | b |\n|---|--:|\n| 1 | 2 |');
    expect(page.querySelector('strong')?.textContent).toBe('Up');
    expect([...page.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['one', 'two']);
    expect(page.querySelector('td:last-child')?.className).toBe('rich-text__right');
  });

  it('shows where a link leads, and does not lead there', () => {
    const page = shown('See [the filing](https://example.com/10-K) and https://example.com/other.');
    expect(page.textContent).toBe('See the filing (https://example.com/10-K) and https://example.com/other.');
    expect(page.querySelector('a')).toBeNull();
  });

  it('loads no image and runs no HTML, whatever was written', () => {
    const dangerous = fc.constantFrom(
      '![x](https://evil.example/pixel.png)',
      '<img src="https://evil.example/pixel.png" onerror="alert(1)">',
      '<script>alert(1)</script>',
      '[x](javascript:alert(1))',
      '<a href="https://evil.example">x</a>',
      '<iframe src="//evil.example"></iframe>',
      '\n\n| <img src=x> |\n|--|\n| ![y](z) |\n\n',
      '[x]: https://evil.example\n\n[x]',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(dangerous, fc.string()), { maxLength: 6 }), (parts) => {
        const page = shown(parts.join(' '));
        expect(page.querySelector('img, script, a, iframe, style, link, object')).toBeNull();
        cleanup();
      }),
    );
  });

  it('loses no word of HTML that a model wrote: it stays text', () => {
    expect(shown('a <b>bold</b> claim').textContent).toBe('a <b>bold</b> claim');
  });
});
