import type { ExtractedDocument } from '../extract/extracted-document.ts';
import type { PageFacts } from '../recognise/document-facts.ts';

/** A stretch of one page; the chunks of a page in order, joined by line breaks, are the page. */
export interface Chunk {
  page: number;
  /** Counts from 0 within the page. */
  part: number;
  kind: 'text' | 'table';
  text: string;
  /** The heading above the stretch, where the page or an earlier one shows it. */
  heading: string;
  /** In what the figures of a table are, such as `(in millions)`. */
  units: string;
}

/** About how long a chunk of prose gets, and how long a table may be before it is cut between rows, in characters. */
export const chunkLengths = { text: 1_800, table: 8_000 } as const;

/** A cell set apart that holds a figure or a dash, or a line of nothing but figures. */
const row = /\s{2}[$€£(—–-]*\d|\s{2}[-–—]$|^[$(\d][\d\s,.$()%—–-]*$/;
const unitsLine =
  /\(?\b(?:(?:u\.?s\.?\s+)?dollars?|amounts?|figures?|shares?|values?)?\s*(?:\$\s*)?(?:in|expressed in)\s+(?:u\.?s\.?\s+)?(?:dollars\s+in\s+)?(?:\$\s*)?(?:millions?|thousands?|billions?)[^)\n]{0,60}\)?|^\(?(?:millions?|thousands?)(?:,[^)\n]{0,60})?\)/i;
const bridgedLines = 3;

/** Cuts a document into chunks by its structure: at headings and empty lines, a table whole with its heading and units. */
export function chunkDocument(document: ExtractedDocument, pages: readonly PageFacts[]): Chunk[] {
  const headings = new Map(pages.map((page) => [page.number, new Set(page.headings)]));
  let heading = '';
  return document.pages.flatMap(({ number, text }) => {
    const own = headings.get(number) ?? new Set<string>();
    return chunkPage(text, own).map((chunk, part): Chunk => {
      const above = chunk.heading || heading;
      heading = chunk.lastHeading || above;
      return { page: number, part, kind: chunk.kind, text: chunk.text, heading: above, units: chunk.units };
    });
  });
}

interface Block {
  kind: 'text' | 'table';
  lines: string[];
}

interface PageChunk {
  kind: 'text' | 'table';
  text: string;
  heading: string;
  lastHeading: string;
  units: string;
}

function chunkPage(text: string, headings: ReadonlySet<string>): PageChunk[] {
  if (!text.trim()) return [];
  const isHeading = (line: string) =>
    headings.has(
      line
        .trim()
        .replace(/^#+\s+/, '')
        .replace(/\s{2,}/g, ' '),
    );
  const pageUnits = unitsLine.exec(text.split('\n').slice(0, 12).join('\n'))?.[0] ?? '';
  let heading = '';
  return gathered(blocks(text.split('\n')), isHeading).map(({ kind, lines }) => {
    const titles = lines.filter(isHeading).map((line) => line.trim());
    const above = titles[0] ?? heading;
    heading = titles.at(-1) ?? heading;
    const units = kind === 'table' ? (unitsLine.exec(lines.join('\n'))?.[0] ?? pageUnits) : '';
    return { kind, text: lines.join('\n'), heading: above, lastHeading: heading, units: units.trim() };
  });
}

/** Lines as tables (rows, with the few lines of wrapped labels between them) and the prose around them. */
function blocks(lines: readonly string[]): Block[] {
  const found: Block[] = [];
  const isRow = lines.map((line) => row.test(line.trimEnd()));
  for (let at = 0; at < lines.length;) {
    let end = at;
    if (isRow[at]) {
      for (let next = at + 1; next < lines.length && next - end <= bridgedLines + 1; next++)
        if (isRow[next] || ((lines[next]?.length ?? 0) < 70 && isRow[next + 1])) end = next;
    }
    if (end - at >= 2) {
      // The lines just above a table say what it shows and in which units.
      const caption = captionLength(found.at(-1));
      const above = caption ? (found.at(-1)?.lines.splice(-caption) ?? []) : [];
      found.push({ kind: 'table', lines: [...above, ...lines.slice(at, end + 1)] });
      at = end + 1;
    } else {
      const last = found.at(-1);
      if (last?.kind === 'text') last.lines.push(lines[at] ?? '');
      else found.push({ kind: 'text', lines: [lines[at] ?? ''] });
      at++;
    }
  }
  return found.filter(({ lines: own }) => own.length);
}

function captionLength(above: Block | undefined): number {
  if (above?.kind !== 'text') return 0;
  let count = 0;
  while (count < Math.min(8, above.lines.length) && (above.lines.at(-1 - count)?.length ?? 0) < 100) count++;
  return count;
}

/** Blocks put together or cut until each is of a fit length; a table is never parted from its caption. */
function gathered(all: readonly Block[], isHeading: (line: string) => boolean): Block[] {
  const fit: Block[] = [];
  for (const block of all) {
    const limit = chunkLengths[block.kind];
    let part: string[] = [];
    let length = 0;
    const close = () => {
      if (part.length) fit.push({ kind: block.kind, lines: part });
      part = [];
      length = 0;
    };
    for (const line of block.lines.flatMap((own) => cut(own, limit))) {
      const turn = block.kind === 'text' && length > limit / 2 && (line === '' || isHeading(line));
      if (length + line.length > limit || turn) close();
      part.push(line);
      length += line.length + 1;
    }
    close();
  }
  return merged(fit);
}

/** A few lines of text go with what follows or precedes them. */
function merged(parts: readonly Block[]): Block[] {
  const result: Block[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    const together = last ? size(last) + size(part) : Number.POSITIVE_INFINITY;
    const small = last && (size(last) < 300 || size(part) < 300);
    const limit = last?.kind === 'table' || part.kind === 'table' ? chunkLengths.table : chunkLengths.text;
    if (last && small && together <= limit) {
      last.lines.push(...part.lines);
      if (part.kind === 'table') last.kind = 'table';
    } else result.push({ kind: part.kind, lines: [...part.lines] });
  }
  return result;
}

function size(block: Block): number {
  return block.lines.reduce((sum, line) => sum + line.length + 1, 0);
}

function cut(line: string, limit: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < line.length; at += limit) pieces.push(line.slice(at, at + limit));
  return pieces.length ? pieces : [''];
}
