/** Runs in a thread of its own (`readApart`): reads one file and posts its pages, so that a hostile file can be stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from './document-error.ts';
import { readPdf } from './pdf/read-pdf.ts';
import type { ThreadMessage, ThreadTask } from './read-apart.ts';
import { readText } from './read-text.ts';

const { bytes, format, limits } = workerData as ThreadTask;
const post = (message: ThreadMessage) => parentPort?.postMessage(message);

post({ kind: 'started' });
try {
  if (format === 'pdf') await readPdf(bytes, limits, (page, pages) => post({ kind: 'page', page, pages }));
  else {
    const pages = readText(bytes, format, limits);
    for (const page of pages) post({ kind: 'page', page, pages: pages.length });
  }
  post({ kind: 'end' });
} catch (error) {
  if (!(error instanceof DocumentError)) throw error;
  post({ kind: 'failure', code: error.code, message: error.message });
}
