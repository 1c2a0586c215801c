import type { CatalogueEntry } from '../index/indexed-document.ts';
import type { DocumentForm, FiscalPeriod } from '../recognise/document-facts.ts';
import type { QuestionPeriod } from './question-period.ts';
import { companyKey } from './read-question.ts';
import type { ReadQuestion } from './read-question.ts';

/** A document with how well it fits what the question says about company, period and form, 0 to 1. */
export interface RankedDocument {
  entry: CatalogueEntry;
  fit: number;
  why: string[];
}

const yearly = new Set<DocumentForm>(['10-K', '20-F', 'annual-report']);

/**
 * The documents that fit a question, best first; none where it names neither company nor period, for then any document
 * may hold the answer.
 */
export function rankDocuments(
  question: ReadQuestion,
  catalogue: readonly CatalogueEntry[],
): RankedDocument[] {
  const { companies, period } = question;
  const named = companies.size > 0;
  if (!named && !period.years.length && !period.quarter && !question.form) return [];
  const candidates = named ? catalogue.filter((entry) => companies.has(companyKey(entry))) : catalogue;
  const newest = Math.max(...candidates.map((entry) => recency(entry.facts.period)));
  return candidates
    .map((entry) => {
      const company = named ? (companies.get(companyKey(entry)) ?? 0) : 0.5;
      const when = periodFit(question, entry, newest);
      const form = formFit(question, entry.facts.form);
      return {
        entry,
        fit: company * when.fit * form,
        why: [...(named && entry.facts.company ? [`company: ${entry.facts.company}`] : []), ...when.why],
      };
    })
    .filter(({ fit }) => fit > 0)
    .toSorted((a, b) => b.fit - a.fit || b.entry.documentId.localeCompare(a.entry.documentId));
}

function recency(period: FiscalPeriod | undefined): number {
  if (!period) return 0;
  return period.year + (period.quarter ?? 4) / 4 - 1;
}

function periodFit(
  { period, forward, form }: ReadQuestion,
  { facts }: CatalogueEntry,
  newest: number,
): { fit: number; why: string[] } {
  const own = facts.period;
  const asked = period.years.at(-1);
  if (asked === undefined && !period.quarter) {
    // Asked without a time, a question means now: the newest report, and a full year before a quarter.
    const age = own ? Math.max(0, newest - recency(own)) : 2;
    return { fit: Math.max(0.3, 0.9 - 0.1 * age), why: [] };
  }
  if (!own) return { fit: 0.25, why: [] };
  if (period.day !== undefined && isNear(period.day, own.end))
    return { fit: 1, why: [`date: ${own.end ?? ''}`] };
  if (period.quarter) return quarterFit(period, period.quarter, own, facts.form, asked);
  if (asked === undefined) return { fit: 0.5, why: [] };
  const fit = yearFit(asked, own, forward);
  const partial = own.quarter && !form && yearly.has(facts.form) === false ? 0.7 : 1;
  return { fit: fit * partial, why: fit >= 0.8 ? [`period: fiscal ${asked}`] : [] };
}

/** A report of the day or month that is asked for; a filing follows what it tells of by some days. */
function isNear(asked: string, end: string | undefined): boolean {
  if (end === undefined) return false;
  if (asked.length === 'YYYY-MM'.length) return end.startsWith(asked);
  return Math.abs(Date.parse(end) - Date.parse(asked)) <= 10 * 24 * 3_600_000;
}

function quarterFit(
  period: QuestionPeriod,
  quarter: number,
  own: FiscalPeriod,
  form: DocumentForm,
  asked: number | undefined,
): { fit: number; why: string[] } {
  const year = period.quarterYear ?? asked;
  const inYear = year === undefined ? 0.7 : yearFit(year, own, false);
  if (own.quarter === quarter)
    return { fit: inYear, why: inYear >= 0.8 ? [`period: Q${quarter} ${own.year}`] : [] };
  // The last quarter is told in the annual report; others in next year's same quarter, for comparison.
  if (yearly.has(form)) return { fit: inYear * (quarter === 4 ? 0.85 : 0.45), why: [] };
  return { fit: inYear * 0.35, why: [] };
}

/** How well a document of one year answers for another: statements show the years before theirs too, never those after. */
function yearFit(asked: number, own: FiscalPeriod, forward: boolean): number {
  const after = own.year - asked;
  if (after === 0) return 1;
  if (own.alternativeYear === asked) return 0.75;
  if (after === 1) return 0.55;
  if (after === 2) return 0.4;
  if (after === -1) return forward ? 0.7 : 0.25;
  return 0.12;
}

function formFit({ form, period }: ReadQuestion, own: DocumentForm): number {
  if (form) return own === form || (yearly.has(form) && yearly.has(own)) ? 1 : 0.4;
  if (period.quarter) return own === '10-Q' || own === 'earnings-release' ? 1 : 0.8;
  if (yearly.has(own)) return 1;
  return own === '10-Q' || own === 'earnings-release' ? 0.85 : 0.7;
}
