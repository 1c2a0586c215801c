import type { ExtractedPage } from './extracted-document.ts';

/** About what a printed page holds. */
const charactersPerPage = 3_500;

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

function cutLine(line: string): string[] {
  if (line.length <= charactersPerPage) return [line];
  const pieces: string[] = [];
  let rest = line;
  while (rest.length > charactersPerPage) {
    const space = rest.lastIndexOf(' ', charactersPerPage);
    const end = space > charactersPerPage / 2 ? space : charactersPerPage;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
}
