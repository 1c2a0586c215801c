import { getDocumentProxy } from 'unpdf';
import { cutLine } from '../cut-line.ts';
import { DocumentError } from '../document-error.ts';
import type { ExtractedPage, ExtractionLimits } from '../extracted-document.ts';
import { pageLines } from './page-lines.ts';
import type { PlacedText } from './page-lines.ts';

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

/** A page whose text needs more runs than this is drawn, not written; it is cut there. */
const runsPerPage = 60_000;
/** Far more than a page that was set for readers holds; what comes after is cut, for looking at text takes time as well. */
const charactersPerPage = 200_000;

/**
 * Gives the pages of a PDF one by one, so that only one is ever decoded.
 * @throws DocumentError `encrypted`, `broken`, `too-many-pages`, `too-large`
 */
export async function readPdf(
  bytes: Uint8Array,
  limits: ExtractionLimits,
  onPage: (page: ExtractedPage, pages: number) => void,
): Promise<void> {
  const pdf = await openPdf(bytes);
  try {
    if (pdf.numPages > limits.pages)
      throw new DocumentError(
        'too-many-pages',
        `The document has ${pdf.numPages} pages; at most ${limits.pages} can be indexed.`,
      );
    await readPages(pdf, limits, onPage);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function openPdf(bytes: Uint8Array): Promise<Pdf> {
  try {
    // PDF.js takes the buffer for itself, so it gets its own copy.
    return await getDocumentProxy(Uint8Array.from(bytes), {
      disableFontFace: true,
      useSystemFonts: false,
      stopAtErrors: false,
      verbosity: 0,
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new DocumentError(
        'encrypted',
        'The PDF is protected by a password. Save a copy without one and upload that.',
        { cause: error },
      );
    throw new DocumentError('broken', 'The PDF is damaged and can’t be opened.', { cause: error });
  }
}

async function readPages(
  pdf: Pdf,
  limits: ExtractionLimits,
  onPage: (page: ExtractedPage, pages: number) => void,
): Promise<void> {
  let characters = 0;
  let unreadable = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    let text = '';
    try {
      text = await pageText(pdf, number);
    } catch {
      unreadable++;
    }
    characters += text.length;
    if (characters > limits.characters)
      throw new DocumentError('too-large', 'The document holds more text than can be indexed.');
    onPage({ number, text }, pdf.numPages);
  }
  if (unreadable === pdf.numPages)
    throw new DocumentError('broken', 'The PDF is damaged: none of its pages can be read.');
}

async function pageText(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  try {
    const runs: PlacedText[] = [];
    const reader = page.streamTextContent().getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (const item of value.items as unknown[]) {
        const run = placedText(item);
        if (run) runs.push(run);
      }
      if (runs.length > runsPerPage) {
        // Not awaited: a page that never ends never ends its stream either.
        void reader.cancel().catch(() => undefined);
        break;
      }
    }
    return pageLines(runs).flatMap(cutLine).join('\n').slice(0, charactersPerPage);
  } finally {
    page.cleanup();
  }
}

interface TextItem {
  str: string;
  transform: number[];
  width: number;
  height: number;
}

function isTextItem(item: unknown): item is TextItem {
  return typeof item === 'object' && item !== null && 'str' in item && 'transform' in item;
}

function placedText(item: unknown): PlacedText | undefined {
  if (!isTextItem(item) || !item.str.trim()) return undefined;
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = item.transform;
  const turns = Math.round(Math.atan2(b, a) / (Math.PI / 2));
  return {
    text: item.str,
    x,
    y,
    width: item.width,
    size: Math.hypot(c, d) || item.height || 1,
    turns: ((turns % 4) + 4) % 4,
  };
}
