import { cutLine, longestLine } from './cut-line.ts';
import type { ExtractedPage } from './extracted-document.ts';

const charactersPerPage = longestLine;

/**
 * Cuts text without pages into stretches of about a printed page: at form feeds, and else at the last heading or empty
 * line before the page is full; a single line is cut only where it alone is longer than a page.
 */
export function textPages(text: string): ExtractedPage[] {
  const pages: string[] = [];
  for (const sheet of text.split('\f')) {
    let page: string[] = [];
    let length = 0;
    for (const line of sheet.split(/\r\n|\r|\n/).flatMap(cutLine)) {
      const breaks = line === '' || /^#{1,6} /.test(line);
      const full = length + line.length > charactersPerPage;
      if (length > 0 && ((breaks && length > 0.75 * charactersPerPage) || full)) {
        pages.push(page.join('\n').trim());
        page = [];
        length = 0;
      }
      page.push(line.trimEnd());
      length += line.length + 1;
    }
    pages.push(page.join('\n').trim());
  }
  return pages.filter(Boolean).map((page, index) => ({ number: index + 1, text: page }));
}
