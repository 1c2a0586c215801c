import { DocumentError } from './document-error.ts';
import { extractionLimits } from './extracted-document.ts';
import type { DocumentFormat, ExtractedDocument, ExtractedPage } from './extracted-document.ts';
import type { ExtractionLimits, ExtractionOptions } from './extracted-document.ts';
import { readApart } from './read-apart.ts';
import { readText } from './read-text.ts';
import { sniffFormat } from './sniff-format.ts';

/** Bytes of text that even at its worst is read in a moment, and so without a thread of its own. */
const harmlessText = 64 * 1024;

/**
 * Reads a document of any supported format, page by page.
 * @throws DocumentError when it can't be read, now or ever; its message is for the document's owner
 */
export async function extractDocument(
  file: { bytes: Uint8Array; name: string },
  options: ExtractionOptions = {},
): Promise<ExtractedDocument> {
  const limits: ExtractionLimits = { ...extractionLimits, ...options.limits };
  if (file.bytes.length > limits.bytes)
    throw new DocumentError(
      'too-large',
      `The file has ${megabytes(file.bytes.length)} MB; at most ${megabytes(limits.bytes)} MB can be indexed.`,
    );
  const format = sniffFormat(file.bytes, file.name);
  const pages =
    format !== 'pdf' && file.bytes.length <= harmlessText
      ? readHere(file.bytes, format, limits, options)
      : await readApart(file.bytes, format, limits, options);
  if (!pages.some((page) => /[\p{L}\p{N}]/u.test(page.text)))
    throw format === 'pdf'
      ? new DocumentError(
          'no-text',
          'The PDF holds no text, only pictures. Upload a version with text (recognised by OCR).',
        )
      : new DocumentError('empty', 'The file holds no text.');
  return { format, pages };
}

function readHere(
  bytes: Uint8Array,
  format: Exclude<DocumentFormat, 'pdf'>,
  limits: ExtractionLimits,
  { onPage, signal }: ExtractionOptions,
): ExtractedPage[] {
  signal?.throwIfAborted();
  const pages = readText(bytes, format, limits);
  onPage?.(pages.length, pages.length);
  return pages;
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) ? 1 : 0);
}
