import { shortName } from '../recognise/company.ts';
import type { DocumentForm, StatementKind } from '../recognise/document-facts.ts';
import type { CatalogueEntry } from '../index/indexed-document.ts';
import { filingTopics, type FilingTopic } from './filing-topics.ts';
import { financialConcepts, type FinancialConcept } from './financial-concepts.ts';
import { namedStatements } from './named-statements.ts';
import { questionCompanies } from './question-company.ts';
import type { KnownCompany } from './question-company.ts';
import { questionForm, questionPeriod } from './question-period.ts';
import type { QuestionPeriod } from './question-period.ts';
import { contentTerms, contentWords, stem } from './terms.ts';

/** What a question asks for, as far as its words tell. */
export interface ReadQuestion {
  text: string;
  /** Keys of companies in the catalogue, each with how surely it is meant, 0 to 1. */
  companies: Map<string, number>;
  period: QuestionPeriod;
  form?: DocumentForm;
  /** Statements that it names. */
  named: StatementKind[];
  /** Statements that hold what it asks for. */
  implied: StatementKind[];
  concepts: FinancialConcept[];
  topics: FilingTopic[];
  /** Its own words, without those that say how to answer or which company. */
  words: string[];
  /** The same, stemmed. */
  terms: string[];
  /** Words that filings use for the same. */
  otherWords: string[];
  /** Those of them, stemmed, that are not its own. */
  expansions: string[];
  /** It asks what is to come, which the report before it tells. */
  forward: boolean;
}

const forward =
  /\b(?:forecast|guidance|outlook|expect(?:s|ed|ing)?|project(?:s|ed|ing)\b|plan(?:s|ned|ning)?\s+to|anticipat\w+|next\s+(?:year|quarter))/i;

/** What to do if the question makes no sense for a company: it says nothing of where the answer stands. */
const hedge =
  /\b(?:if|in case)\b[^.?!]*\b(?:not|isn['’]t|aren['’]t)\b[^.?!]*\b(?:state|say|explain|mention)\b[^.?!]*[.?!]?/gi;

/** Reads a question against the companies of the documents that may answer it. */
export function readQuestion(asked: string, catalogue: readonly CatalogueEntry[]): ReadQuestion {
  const text = asked.replace(hedge, ' ').trim() || asked;
  const companies = questionCompanies(text, knownCompanies(catalogue));
  const form = questionForm(text);
  const concepts = financialConcepts.filter((concept) => concept.asked.test(text));
  const topics = filingTopics.filter((concept) => concept.asked.test(text));
  const named = namedStatements
    .filter((concept) => concept.asked.test(text))
    .map(({ statement }) => statement);
  const names = new Set(
    catalogue
      .filter((entry) => companies.has(companyKey(entry)))
      .flatMap((entry) => companyNames(entry).flatMap((name) => contentTerms(name))),
  );
  const ownWords = contentWords(text).filter((word) => !names.has(stem(word)));
  const terms = [...new Set(ownWords.map(stem))];
  const own = new Set(terms);
  const otherWords = contentWords([...concepts, ...topics].map(({ words }) => words).join(' '));
  return {
    text,
    companies,
    period: questionPeriod(text),
    ...(form && { form }),
    named,
    implied: [...new Set(concepts.flatMap(({ statements }) => statements))],
    concepts,
    topics,
    words: ownWords,
    terms,
    otherWords,
    expansions: [...new Set(otherWords.map(stem))].filter((term) => !own.has(term)),
    forward: forward.test(text),
  };
}

/** The same for all documents of a company, however each writes its name. */
export function companyKey({ facts }: Pick<CatalogueEntry, 'facts'>): string {
  return facts.company
    ? shortName(facts.company)
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '')
    : '';
}

function companyNames({ facts }: CatalogueEntry): string[] {
  return [...(facts.company ? [facts.company] : []), ...facts.aliases];
}

function knownCompanies(catalogue: readonly CatalogueEntry[]): KnownCompany[] {
  const companies = new Map<
    string,
    { names: Set<string>; tickers: Map<string, number>; documents: number }
  >();
  for (const entry of catalogue) {
    const key = companyKey(entry);
    if (!key) continue;
    const known = companies.get(key) ?? { names: new Set(), tickers: new Map(), documents: 0 };
    known.documents++;
    companyNames(entry).forEach((name) => known.names.add(name));
    entry.facts.tickers.forEach((ticker) => known.tickers.set(ticker, (known.tickers.get(ticker) ?? 0) + 1));
    companies.set(key, known);
  }
  return [...companies].map(([key, { names, tickers }]) => ({
    key,
    names: [...names],
    tickers: [...tickers.keys()],
  }));
}
