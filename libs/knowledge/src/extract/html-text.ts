import { Parser } from 'htmlparser2';

const skipped = new Set(['script', 'style', 'noscript', 'template', 'svg', 'head', 'iframe', 'object']);
const blocks = new Set(
  'address article aside blockquote body br dd div dl dt figcaption footer form header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
const headings = /^h([1-6])$/;

/** What a reader sees of an HTML page, row by row; a heading starts with `#`, as in Markdown. Hidden text is left out. */
export function htmlText(html: string): string {
  const parts: string[] = [];
  const open: { name: string; hides: boolean }[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      const hides =
        skipped.has(name) ||
        'hidden' in attributes ||
        /display\s*:\s*none|visibility\s*:\s*hidden/i.test(attributes['style'] ?? '');
      open.push({ name, hides });
      if (hides) hidden++;
      if (hidden) return;
      const level = headings.exec(name)?.[1];
      if (level) parts.push(`\n\n${'#'.repeat(Number(level))} `);
      else if (blocks.has(name)) parts.push('\n');
      else if (name === 'td' || name === 'th') parts.push('  ');
    },
    ontext(text) {
      if (!hidden) parts.push(text.replace(/\s+/g, ' '));
    },
    onclosetag(name) {
      if (open.pop()?.hides) hidden--;
      if (!hidden && (blocks.has(name) || headings.test(name))) parts.push('\n');
    },
  });
  parser.write(html);
  parser.end();
  return parts
    .join('')
    .replace(/[ \t]{3,}/g, '  ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
