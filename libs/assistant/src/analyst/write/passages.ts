import type { KnowledgePassage } from '../../tools/search-knowledge.ts';
import { plain } from './figures.ts';

/** Pages that are quoted; the others are named. */
const QUOTED = 2;
/** Lines of one quotation. */
const MAX_LINES = 8;

/** Quotes the pages that fit best, word for word, each with its document and page. */
export function passagesText(passages: readonly KnowledgePassage[]): string {
  const others = passages.slice(QUOTED);
  return [
    'I don’t interpret documents: I quote the pages that fit your question best.',
    ...passages.slice(0, QUOTED).map(quotation),
    ...(others.length > 0 ? [`These may fit as well: ${others.map(placeOf).join('; ')}.`] : []),
  ].join('\n\n');
}

/** Says that no document answers. */
export function noPassageText(): string {
  return 'I found nothing about that in the documents that you may read. You can upload filings and reports on the page of documents; a minute later I can quote them.';
}

function quotation(passage: KnowledgePassage): string {
  const units = plain(passage.units);
  const lines = passage.excerpt
    .split('\n')
    .map((line) => plain(line))
    .filter(Boolean)
    .slice(0, MAX_LINES);
  return [
    `**${placeOf(passage)}**${units === '' ? '' : ` (figures ${units.replaceAll(/^\(|\)$/g, '')})`}:`,
    ...lines.map((line) => `> ${line}  `),
  ].join('\n');
}

/** `annual-report.pdf, page 12` */
function placeOf({ document, page }: KnowledgePassage): string {
  return `${plain(document)}, page ${page}`;
}
