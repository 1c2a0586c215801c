import type { ExtractedDocument } from '../extract/extracted-document.ts';
import { recogniseCompany, shortName } from './company.ts';
import { isContentsList } from './contents-list.ts';
import type { DocumentFacts, PageFacts, StatementKind } from './document-facts.ts';
import { recognisePeriod } from './fiscal-period.ts';
import { recogniseForm } from './form.ts';
import { openedItem, pageHeadings } from './headings.ts';
import { pageStatements } from './statements.ts';

/** How much of a document is read for names and for how it numbers its years, in characters. */
const bodyLength = 400_000;
const coverPages = 5;
/** A filing's cover stands on one of the first pages, after a report to shareholders at most. */
const latestCover = 60;

const notesTitle = /\bnotes\s+to\s+(?:the\s+)?(?:condensed\s+)?(?:consolidated\s+)?financial\s+statements\b/i;
const segmentTable = /\b(?:segment|business\s+unit|geographic|region)s?\b/i;

/** What a document is: who it is about, which form, which period; read from its text and nothing else. */
export function recogniseDocument(document: ExtractedDocument, fallbackTitle: string): DocumentFacts {
  const cover = firstText(document);
  const body = joined(document, bodyLength);
  const form = recogniseForm(cover);
  const names = recogniseCompany(cover, body);
  const period = recognisePeriod(cover, body, form);
  const facts = { ...names, form, ...(period && { period }) };
  return { ...facts, title: documentTitle(facts, document, fallbackTitle) };
}

/** What each page is: its headings, the item it belongs to, and the statements it shows. */
export function recognisePages(document: ExtractedDocument): PageFacts[] {
  let section: string | undefined;
  return document.pages.map(({ number, text }) => {
    section = openedItem(text) ?? section;
    return {
      number,
      headings: pageHeadings(text),
      ...(section && { section }),
      statements: isContentsList(text.split('\n')) ? [] : [...pageStatements(text), ...pageParts(text)],
    };
  });
}

function pageParts(text: string): StatementKind[] {
  const top = text.slice(0, 400);
  return [
    ...(notesTitle.test(top) ? (['notes'] as const) : []),
    ...(segmentTable.test(top) && /\d{2}[\d,.]*\s+[$(]?\d/.test(text) ? (['segments'] as const) : []),
  ];
}

function documentTitle(
  { company, form, period }: Pick<DocumentFacts, 'company' | 'form' | 'period'>,
  document: ExtractedDocument,
  fallback: string,
): string {
  if (!company || form === 'other') {
    const heading = document.pages[0]?.text
      .split('\n')
      .map((line) => line.replace(/^#+\s*/, '').trim())
      .find((line) => line.length > 3 && line.length < 120);
    return heading ?? fallback;
  }
  const when = period && `${period.quarter && form !== '8-K' ? `Q${period.quarter} ` : ''}${period.year}`;
  return [shortName(company), form.replace('-report', ' report').replace('-release', ' release'), when]
    .filter(Boolean)
    .join(' ');
}

/** The pages that say what the document is: a filing's own cover where it has one, else the first pages. */
function firstText(document: ExtractedDocument): string {
  const early = document.pages.slice(0, latestCover);
  const cover = early.findIndex(({ text }) => isFilingCover(text));
  // A letter to shareholders or a picture may stand before the filing itself.
  const start = cover > 0 ? cover : 0;
  return joined({ ...document, pages: document.pages.slice(start, start + coverPages) }, 24_000);
}

function isFilingCover(text: string): boolean {
  return (
    /securities\s+and\s+exchange\s+commission/i.test(text) &&
    /\bform\s*(?:10|8|20|6|40)\s*[-–—]?\s*[kqf]\b/i.test(text)
  );
}

function joined(document: ExtractedDocument, limit: number): string {
  let text = '';
  for (const page of document.pages) {
    if (text.length > limit) break;
    text += `${page.text}\n\n`;
  }
  return text.slice(0, limit);
}
