import type { Embedder } from '../embed/embedder.ts';
import type { CatalogueEntry, FoundPage, StoredPage } from '../index/indexed-document.ts';
import type { KnowledgeIndex } from '../index/knowledge-index.ts';
import { closeInMeaning } from './close-in-meaning.ts';
import { excerpt } from './excerpt.ts';
import { fuseRankings } from './fusion.ts';
import { rankDocuments } from './rank-documents.ts';
import type { RankedDocument } from './rank-documents.ts';
import { rankPages } from './rank-pages.ts';
import type { PageCandidate, PageWeights, RankedPage } from './rank-pages.ts';
import { readQuestion } from './read-question.ts';
import type { ReadQuestion } from './read-question.ts';

export interface KnowledgeQuestion {
  text: string;
  /** Whose private documents may be searched besides everybody's. */
  visibleTo?: string;
  /** Pages to answer with; 10 unless told. */
  limit?: number;
  /** Whether each result brings the pages before and after it; it doesn't unless told. */
  neighbours?: boolean;
}

/** A page that may answer, as a citation needs it. */
export interface KnowledgeResult {
  documentId: string;
  name: string;
  title: string;
  company?: string;
  page: number;
  score: number;
  /** The lines that fit best. */
  excerpt: string;
  /** The whole page. */
  text: string;
  /** In what its figures are, such as `(in millions)`; empty where the page doesn't say. */
  units: string;
  why: string[];
  neighbours: { page: number; text: string }[];
}

export interface Retriever {
  index: KnowledgeIndex;
  /** Left out, or `none`, words alone are searched. */
  embedder?: Embedder;
  weights?: PageWeights;
}

/**
 * How far the first rankings look, in chunks, and how many pages are ranked again: fewer where they are scattered over all
 * documents, for each is then read from a place of its own.
 */
const depth = { words: 120, lines: 60, vectors: 60, everywhere: 80, reranked: 70, scattered: 45 } as const;
const shortlist = { documents: 8, leastFit: 0.45 } as const;
const fewPages = 10;

/**
 * The pages that answer a question, best first: which documents by company, period and form; which of their pages by
 * words, meaning and statements; and those ranked again by what is on them.
 */
export async function searchKnowledge(
  retriever: Retriever,
  { text, visibleTo, limit = 10, neighbours = false }: KnowledgeQuestion,
): Promise<KnowledgeResult[]> {
  const { index, weights } = retriever;
  const { question, fitting, candidates } = await candidatePages(retriever, { text, visibleTo });
  const ranked = rankPages(question, candidates, weights).slice(0, limit);
  const around = neighbours ? await neighbourPages(index, ranked, visibleTo) : new Map<string, StoredPage>();
  const entries = new Map((await index.catalogue(visibleTo)).map((entry) => [entry.documentId, entry]));
  const reasons = new Map(fitting.map(({ entry, why }) => [entry.documentId, why]));
  return ranked.flatMap((result) => {
    // Checked a last time against what this reader may see, whatever the engine answered.
    const entry = entries.get(result.page.documentId);
    return entry
      ? [knowledgeResult(question, result, entry, reasons.get(entry.documentId) ?? [], around)]
      : [];
  });
}

/** The pages that may answer a question, before they are ranked by what is on them. */
export async function candidatePages(
  { index, embedder }: Pick<Retriever, 'index' | 'embedder'>,
  { text, visibleTo }: { text: string; visibleTo?: string | undefined },
): Promise<{ question: ReadQuestion; fitting: RankedDocument[]; candidates: PageCandidate[] }> {
  // The vector may come from afar.
  const [catalogue, vector] = await Promise.all([
    index.catalogue(visibleTo),
    embedder?.dimensions ? embedder.embedQuestion(text) : undefined,
  ]);
  const question = readQuestion(text, catalogue);
  const fitting = shortlisted(rankDocuments(question, catalogue));
  if (!catalogue.length) return { question, fitting, candidates: [] };
  const rankings = await candidateRankings({ index, question, fitting, vector, visibleTo });
  const fused = fuseRankings(rankings.map((ranking) => ranking.map(pageKey)));
  const first = [...fused]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, fitting.length ? depth.reranked : depth.scattered);
  const pages = await index.pages(
    first.map(([key]) => keyedPage(key)),
    visibleTo,
  );
  const fit = new Map(fitting.map(({ entry, fit: own }) => [entry.documentId, own]));
  const close = new Set(closeInMeaning(rankings.flat()).map(pageKey));
  const candidates = pages.map((page) => ({
    page,
    fused: fused.get(pageKey(page)) ?? 0,
    documentFit: fit.get(page.documentId) ?? 0,
    isClose: close.has(pageKey(page)),
  }));
  return { question, fitting, candidates };
}

/** Documents near the best, each with its fit as a share of the best's. */
function shortlisted(ranked: readonly RankedDocument[]): RankedDocument[] {
  const best = ranked[0]?.fit ?? 0;
  return ranked
    .filter(({ fit }) => fit >= best * shortlist.leastFit)
    .slice(0, shortlist.documents)
    .map((document) => ({ ...document, fit: document.fit / best }));
}

interface CandidateSearch {
  index: KnowledgeIndex;
  question: ReadQuestion;
  fitting: readonly RankedDocument[];
  vector: readonly number[] | undefined;
  visibleTo: string | undefined;
}

async function candidateRankings(search: CandidateSearch): Promise<FoundPage[][]> {
  const { index, question, fitting, vector, visibleTo } = search;
  const everywhere = () => rankingsEverywhere(index, question, vector, visibleTo);
  if (!fitting.length) return everywhere();
  const documents = fitting.map(({ entry }) => entry.documentId);
  const statements = [...new Set([...question.named, ...question.implied])].filter(
    (kind) => kind !== 'notes' && kind !== 'segments',
  );
  const [found, shown] = await Promise.all([
    rankingsWithin(index, question, vector, { documents, visibleTo }),
    index.statements({ statements, documents, limit: 60, visibleTo }),
  ]);
  const within = [...found, shown];
  const pages = new Set(within.flat().map(pageKey));
  return pages.size >= fewPages ? within : [...within, ...(await everywhere())];
}

/** Pages of some documents: by the question's own words, by the words that filings use for the same, and by meaning. */
async function rankingsWithin(
  index: KnowledgeIndex,
  question: ReadQuestion,
  vector: readonly number[] | undefined,
  within: { documents: readonly string[]; visibleTo: string | undefined },
): Promise<FoundPage[][]> {
  const expanded = [...question.concepts, ...question.topics].map(({ words }) => words).join(' ');
  return Promise.all([
    index.find({ ...within, query: question.text, limit: depth.words }),
    ...(expanded ? [index.find({ ...within, query: expanded, limit: depth.lines })] : []),
    ...(vector ? [index.find({ ...within, query: vector, limit: depth.vectors })] : []),
  ]);
}

/** Pages of all documents: by all words at once, since every word costs time where there are many documents, and by meaning. */
async function rankingsEverywhere(
  index: KnowledgeIndex,
  question: ReadQuestion,
  vector: readonly number[] | undefined,
  visibleTo: string | undefined,
): Promise<FoundPage[][]> {
  const query = [...new Set([...question.words, ...question.otherWords])].join(' ');
  return Promise.all([
    ...(query ? [index.find({ query, limit: depth.everywhere, visibleTo })] : []),
    ...(vector ? [index.find({ query: vector, limit: depth.vectors, visibleTo })] : []),
  ]);
}

async function neighbourPages(
  index: KnowledgeIndex,
  ranked: readonly RankedPage[],
  visibleTo: string | undefined,
): Promise<Map<string, StoredPage>> {
  const wanted = ranked.flatMap(({ page: { documentId, page } }) => [
    { documentId, page: page - 1 },
    { documentId, page: page + 1 },
  ]);
  return new Map((await index.pages(wanted, visibleTo)).map((page) => [pageKey(page), page]));
}

function knowledgeResult(
  question: ReadQuestion,
  { page, score, why, isClose }: RankedPage,
  entry: CatalogueEntry,
  reasons: readonly string[],
  around: ReadonlyMap<string, StoredPage>,
): KnowledgeResult {
  const { documentId } = entry;
  return {
    documentId,
    name: entry.name,
    title: entry.facts.title,
    ...(entry.facts.company !== undefined && { company: entry.facts.company }),
    page: page.page,
    score,
    excerpt: excerpt(question, page.text),
    text: page.text,
    units: page.units,
    why: [...reasons, ...why, ...(isClose ? ['close in meaning'] : [])],
    neighbours: [page.page - 1, page.page + 1].flatMap((number) => {
      const neighbour = around.get(pageKey({ documentId, page: number }));
      return neighbour ? [{ page: number, text: neighbour.text }] : [];
    }),
  };
}

function pageKey({ documentId, page }: { documentId: string; page: number }): string {
  return `${documentId}\n${page}`;
}

function keyedPage(key: string): { documentId: string; page: number } {
  const [documentId = '', page = ''] = key.split('\n');
  return { documentId, page: Number(page) };
}
