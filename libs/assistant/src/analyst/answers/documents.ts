import type { Intent } from '../../language/intent.ts';
import { isFunctionWord } from '../../language/function-words.ts';
import { readSubjects, type Subject } from '../../language/subject.ts';
import { knowledgeToolResult, searchKnowledge, type KnowledgePassage } from '../../tools/search-knowledge.ts';
import type { Evidence } from '../evidence.ts';
import { noPassageText, passagesText } from '../write/passages.ts';
import { failedText } from './market.ts';

/** Pages that are looked through; fewer are quoted. */
const PASSAGES = 5;

/** Looks for the pages that answer a question, and quotes them. */
export function answerFromDocuments(
  { question }: Extract<Intent, { kind: 'documents' }>,
  evidence: Evidence,
): string | undefined {
  const finding = evidence.ask(
    { name: searchKnowledge.name, args: { question, limit: PASSAGES } },
    knowledgeToolResult,
  );
  if (!finding) return undefined;
  if (finding.kind !== 'found') return failedText('what the documents say', finding);
  const fitting = finding.result.passages.filter((passage) => isAbout(question, passage));
  return fitting.length > 0 ? passagesText(fitting) : noPassageText();
}

/**
 * Whether a page is of what the question names, and has anything else of the question's words: a search always finds
 * something, and a page about somebody else is no answer.
 */
function isAbout(question: string, { title, document, excerpt, why }: KnowledgePassage): boolean {
  const text = wordsOf(`${title} ${document} ${excerpt} ${why.join(' ')}`);
  const names = readSubjects(question).flatMap(namesIn);
  const isOfThem =
    why.some((reason) => reason.startsWith('company:')) || names.every((name) => text.has(name));
  const asked = [...wordsOf(question)].filter((word) => word.length > 2 && !isFunctionWord(word));
  const isOfThat = why.length > 0 || asked.some((word) => text.has(word));
  return isOfThem && isOfThat;
}

/** The words of a name that is written like one; whatever else is taken for a subject may be worded otherwise. */
function namesIn(subject: Subject): string[] {
  if (subject.kind === 'symbol') return [];
  return subject.name
    .split(/\s+/)
    .filter((word) => /^\p{Lu}\p{Ll}+$/u.test(word))
    .map((word) => word.toLowerCase());
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
