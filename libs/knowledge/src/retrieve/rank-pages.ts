import type { StoredPage } from '../index/indexed-document.ts';
import { isContentsList } from '../recognise/contents-list.ts';
import { statementStrength } from '../recognise/statements.ts';
import type { StatementKind } from '../recognise/document-facts.ts';
import type { ReadQuestion } from './read-question.ts';
import { termReader } from './page-terms.ts';
import type { PageTerms } from './page-terms.ts';

/** A page that may answer, with what the first ranking and its document say for it. */
export interface PageCandidate {
  page: StoredPage;
  /** Reciprocal rank fusion of the first rankings, 0 to 1 (1: first in all). */
  fused: number;
  /** How well the document fits the question, 0 to 1 relative to the best. */
  documentFit: number;
  /** Whether it stands out by its vector. */
  isClose?: boolean;
}

export interface RankedPage extends PageCandidate {
  score: number;
  why: string[];
}

/** How much each sign counts. */
export interface PageWeights {
  fused: number;
  words: number;
  passage: number;
  named: number;
  implied: number;
  line: number;
  heading: number;
  year: number;
  document: number;
  list: number;
}

/** Found by search over other companies' questions than those they were then tried on; see the decision on retrieval. */
export const pageWeights: PageWeights = {
  fused: 0.8,
  words: 0.9,
  passage: 0.8,
  named: 2.5,
  implied: 1.6,
  line: 1.6,
  heading: 0.5,
  year: 0.3,
  document: 3.5,
  list: 1,
};

const figure = /[$(—–-]*\(?\d[\d,]*(?:\.\d+)?\)?%?/;
/** A line that heads columns with years. */
const columnYears = /\b20\d\d\b.*\b20\d\d\b|(?:^|\s{2})20\d\d$/;
const rowFigures = /\s[$(]?\d[\d,.]*/;
const passageLines = 14;

/** Ranks candidates again by what is on the whole page: words, statements, table lines with the asked years, headings. */
export function rankPages(
  question: ReadQuestion,
  candidates: readonly PageCandidate[],
  weights: PageWeights = pageWeights,
): RankedPage[] {
  return measurePages(question, candidates)
    .map(({ candidate, signs, why }) => ({ ...candidate, why, score: weighed(signs, weights) }))
    .toSorted((a, b) => b.score - a.score || a.page.page - b.page.page);
}

function weighed(signs: PageSigns, weights: PageWeights): number {
  let score = 0;
  for (const sign of Object.keys(weights) as (keyof PageWeights)[])
    score += (sign === 'list' ? -1 : 1) * weights[sign] * signs[sign];
  return score;
}

/** The signs of each candidate, each about 0 to 1. */
export function measurePages(
  question: ReadQuestion,
  candidates: readonly PageCandidate[],
): { candidate: PageCandidate; signs: PageSigns; why: string[] }[] {
  const asked = [...question.terms, ...question.expansions];
  const read = termReader(asked);
  const texts = candidates.map((candidate) => ({
    candidate,
    text: read(candidate.page.text),
    headings: read(candidate.page.headings.join('\n')),
  }));
  const weighted = termWeights(
    question,
    texts.map(({ text }) => text),
  );
  const measured = texts.map(({ candidate, text, headings }) => ({
    candidate,
    ...pageSigns(question, candidate, { text, headings }, weighted),
  }));
  const mostWords = Math.max(...measured.map(({ signs }) => signs.words), 1e-9);
  const mostPassage = Math.max(...measured.map(({ signs }) => signs.passage), 1e-9);
  for (const { signs } of measured) {
    signs.words /= mostWords;
    signs.passage /= mostPassage;
  }
  return measured;
}

export type PageSigns = Record<keyof PageWeights, number>;

function pageSigns(
  question: ReadQuestion,
  { page, fused, documentFit }: PageCandidate,
  { text, headings }: { text: PageTerms; headings: PageTerms },
  weighted: TermWeights,
): { signs: PageSigns; why: string[] } {
  const line = lineFit(question, text.lines);
  const heading = headingFit(question, page, headings);
  return {
    signs: {
      fused,
      document: documentFit,
      words: bm25(text, weighted),
      passage: bestPassage(text, weighted),
      named: statementFit(page, question.named),
      implied: question.named.length ? 0 : statementFit(page, question.implied),
      line: line.fit,
      heading: heading.fit,
      year: yearFit(question, text.lines),
      list: isList(text.lines) ? 1 : 0,
    },
    why: [
      ...page.statements
        .filter((kind) => [...question.named, ...question.implied].some((wanted) => wanted === kind))
        .map((kind) => `statement: ${kind}`),
      ...(line.found ? [`line: ${line.found}`] : []),
      ...(heading.found ? [`heading: ${heading.found}`] : []),
    ],
  };
}

interface TermWeights {
  /** By the number of the term: the question's own come first. */
  weights: number[];
  meanLength: number;
}

/** Rarer terms count more; a question's own words more than those that filings use in their place. */
function termWeights({ terms, expansions }: ReadQuestion, texts: readonly PageTerms[]): TermWeights {
  const asked = terms.length + expansions.length;
  const counts = new Array<number>(asked).fill(0);
  let length = 0;
  for (const text of texts) {
    length += text.length;
    for (const term of new Set(text.found.flat())) counts[term] = (counts[term] ?? 0) + 1;
  }
  const weights = counts.map((count, term) => {
    const rarity = Math.log(1 + (texts.length - count + 0.5) / (count + 0.5));
    return term < terms.length ? rarity : 0.4 * rarity;
  });
  return { weights, meanLength: length / Math.max(1, texts.length) };
}

function bm25({ found, length }: PageTerms, { weights, meanLength }: TermWeights): number {
  const counts = new Map<number, number>();
  for (const term of found.flat()) counts.set(term, (counts.get(term) ?? 0) + 1);
  const norm = 1.2 * (0.4 + 0.6 * (length / Math.max(1, meanLength)));
  let score = 0;
  for (const [term, count] of counts) score += ((weights[term] ?? 0) * count * 2.2) / (count + norm);
  return score;
}

/** How many of the question's terms stand close together: the best stretch of a few lines. */
function bestPassage({ found }: PageTerms, { weights }: TermWeights): number {
  let best = 0;
  for (let start = 0; start < found.length; start += passageLines / 2) {
    const near = new Set(found.slice(start, start + passageLines).flat());
    let score = 0;
    for (const term of near) score += weights[term] ?? 0;
    best = Math.max(best, score);
  }
  return best;
}

function statementFit(page: StoredPage, kinds: readonly StatementKind[]): number {
  return Math.max(
    0,
    ...kinds
      .filter((kind) => page.statements.includes(kind))
      .map((kind) =>
        kind === 'notes' || kind === 'segments' ? 0.2 : 0.4 + 0.6 * statementStrength(page.text, kind),
      ),
  );
}

/** Lines of tables that show what is asked: each concept once, at most three. */
function lineFit({ concepts }: ReadQuestion, lines: readonly string[]): { fit: number; found?: string } {
  const wanted = concepts.flatMap(({ lines: patterns }) => patterns);
  if (!wanted.length) return { fit: 0 };
  const rows = lines.map((line) => line.trim()).filter((line) => rowFigures.test(line) && line.length < 200);
  const met = wanted.flatMap((pattern) => rows.find((row) => pattern.test(row) && figure.test(row)) ?? []);
  const [first] = met;
  return { fit: met.length / wanted.length, ...(first !== undefined && { found: first.slice(0, 80) }) };
}

function headingFit(
  { topics, terms }: ReadQuestion,
  page: StoredPage,
  { lines, found: termsFound }: PageTerms,
): { fit: number; found?: string } {
  const headings = [...page.headings, page.section].filter(Boolean);
  const topical = headings.find((heading) => topics.some(({ heading: pattern }) => pattern.test(heading)));
  let share = 0;
  let closest: string | undefined;
  for (const [at, heading] of lines.entries()) {
    const own = termsFound[at]?.filter((term) => term < terms.length) ?? [];
    const met = own.length / Math.max(3, terms.length);
    if (met > share) {
      share = met;
      closest = heading;
    }
  }
  const found = closest ?? topical;
  return { fit: Math.min(1, share * 2) + (topical ? 0.5 : 0), ...(found !== undefined && { found }) };
}

/** The asked years as a table's columns, or else anywhere on the page. */
function yearFit({ period }: ReadQuestion, lines: readonly string[]): number {
  if (!period.years.length) return 0;
  const columns = lines.filter((line) => columnYears.test(line)).join(' ');
  const text = lines.join(' ');
  const fits = period.years.map((year) =>
    columns.includes(String(year)) ? 1 : text.includes(String(year)) ? 0.4 : 0,
  );
  return fits.reduce<number>((sum, fit) => sum + fit, 0) / fits.length;
}

/** A table of contents, an index of exhibits, a signature page: it names everything and tells nothing. */
function isList(lines: readonly string[]): boolean {
  return (
    isContentsList(lines) || /^exhibit\s+(?:index|no)|^signatures?$/im.test(lines.slice(0, 8).join('\n'))
  );
}
