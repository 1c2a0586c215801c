import { csvText } from './csv-text.ts';
import { decodeText } from './decode-text.ts';
import { DocumentError } from './document-error.ts';
import { extractionLimits } from './extracted-document.ts';
import type { ExtractedDocument, ExtractedPage, ExtractionOptions } from './extracted-document.ts';
import type { DocumentFormat, ExtractionLimits } from './extracted-document.ts';
import { htmlText } from './html-text.ts';
import { jsonText } from './json-text.ts';
import { readPdfApart } from './pdf/read-pdf-apart.ts';
import { sniffFormat } from './sniff-format.ts';
import { textPages } from './text-pages.ts';

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
    format === 'pdf'
      ? await readPdfApart(file.bytes, limits, options)
      : await readText(file.bytes, format, limits, options);
  if (!pages.some((page) => /[\p{L}\p{N}]/u.test(page.text)))
    throw format === 'pdf'
      ? new DocumentError(
          'no-text',
          'The PDF holds no text, only pictures. Upload a version with text (recognised by OCR).',
        )
      : new DocumentError('empty', 'The file holds no text.');
  return { format, pages };
}

async function readText(
  bytes: Uint8Array,
  format: Exclude<DocumentFormat, 'pdf'>,
  limits: ExtractionLimits,
  options: ExtractionOptions,
): Promise<ExtractedPage[]> {
  options.signal?.throwIfAborted();
  const text = plainText(decodeText(bytes), format);
  if (text.length > limits.characters)
    throw new DocumentError('too-large', 'The document holds more text than can be indexed.');
  const pages = textPages(text);
  if (pages.length > limits.pages)
    throw new DocumentError(
      'too-many-pages',
      `The document fills ${pages.length} pages; at most ${limits.pages} can be indexed.`,
    );
  options.onPage?.(pages.length, pages.length);
  return pages;
}

function plainText(text: string, format: Exclude<DocumentFormat, 'pdf'>): string {
  try {
    switch (format) {
      case 'html':
        return htmlText(text);
      case 'csv':
        return csvText(text);
      case 'json':
        return jsonText(text);
      default:
        return text;
    }
  } catch (error) {
    throw new DocumentError('broken', `The file is no valid ${format.toUpperCase()}.`, { cause: error });
  }
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(bytes % (1024 * 1024) ? 1 : 0);
}
