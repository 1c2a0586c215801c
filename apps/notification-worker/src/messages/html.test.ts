import fc from 'fast-check';
import { expect, it } from 'vitest';
import { html } from './html.ts';

it('escapes what is put into it, in text and in attributes', () => {
  const name = `<img src=x onerror="alert('1')"> & Co`;
  expect(html`<p title="${name}">${name}</p>`.markup).toBe(
    '<p title="&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co">&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co</p>',
  );
});

it('keeps markup that it made itself, joins lists, and leaves out null', () => {
  const words = ['a', '<b>'].map((word) => html`<i>${word}</i>`);
  expect(html`${words}|${null}|${0}`.markup).toBe('<i>a</i><i>&lt;b&gt;</i>||0');
});

it('never lets words become markup', () => {
  fc.assert(
    fc.property(fc.string(), (words) => {
      expect(html`${words}`.markup).not.toMatch(/[<>"']/);
    }),
  );
});
