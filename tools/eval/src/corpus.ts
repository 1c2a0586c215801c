import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** A page that proves an answer; `page` counts from 1. */
export interface Evidence {
  document: string;
  page: number;
}

export interface CorpusQuestion {
  id: string;
  question: string;
  evidence: Evidence[];
  /** Whom it is about, where the file says; for grouping results, never for finding them. */
  company?: string | undefined;
}

/** A folder of PDFs with questions whose answers stand on known pages. */
export interface Corpus {
  folder: string;
  /** File names without `.pdf`, which are the documents' ids in the questions. */
  documents: string[];
  questions: CorpusQuestion[];
}

const questionLine = z.object({
  id: z.string(),
  question: z.string().min(1),
  company: z.string().optional(),
  evidence: z.array(z.object({ document: z.string(), page: z.int().positive() })).min(1),
});

/** Reads a corpus: `*.pdf` and `questions.jsonl`. */
export async function readCorpus(folder: string): Promise<Corpus> {
  const files = await readdir(folder).catch(() => {
    throw new Error(`There is no folder ${folder}.`);
  });
  const documents = files
    .filter((file) => file.toLowerCase().endsWith('.pdf'))
    .map((file) => file.slice(0, -'.pdf'.length))
    .toSorted();
  if (!documents.length) throw new Error(`${folder} holds no PDF.`);
  const lines = await readFile(join(folder, 'questions.jsonl'), 'utf8').catch(() => {
    throw new Error(`${folder} holds no questions.jsonl.`);
  });
  const questions = lines
    .split('\n')
    .filter((line) => line.trim())
    .map((line, index) => parsedQuestion(line, index + 1));
  const known = new Set(documents);
  const missing = questions.flatMap(({ evidence }) => evidence).find(({ document }) => !known.has(document));
  if (missing) throw new Error(`questions.jsonl names ${missing.document}, which is not in ${folder}.`);
  return { folder, documents, questions };
}

function parsedQuestion(line: string, number: number): CorpusQuestion {
  try {
    return questionLine.parse(JSON.parse(line));
  } catch (error) {
    throw new Error(`Line ${number} of questions.jsonl is no question with evidence.`, { cause: error });
  }
}
