/** Runs in a thread of its own (`readPdfApart`): reads one PDF and posts its pages, so that a hostile file can be stopped. */
import { parentPort, workerData } from 'node:worker_threads';
import { DocumentError } from '../document-error.ts';
import type { ExtractionLimits } from '../extracted-document.ts';
import type { PdfMessage } from './read-pdf-apart.ts';
import { readPdf } from './read-pdf.ts';

const { bytes, limits } = workerData as { bytes: Uint8Array; limits: ExtractionLimits };
const post = (message: PdfMessage) => parentPort?.postMessage(message);

try {
  await readPdf(bytes, limits, (page, pages) => post({ kind: 'page', page, pages }));
  post({ kind: 'end' });
} catch (error) {
  if (!(error instanceof DocumentError)) throw error;
  post({ kind: 'failure', code: error.code, message: error.message });
}
