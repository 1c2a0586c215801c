import { csvText } from './csv-text.ts';
import { decodeText } from './decode-text.ts';
import { DocumentError } from './document-error.ts';
import type { DocumentFormat, ExtractedPage, ExtractionLimits } from './extracted-document.ts';
import { formatNames } from './format-names.ts';
import { htmlText } from './html-text.ts';
import { jsonText } from './json-text.ts';
import { textPages } from './text-pages.ts';

type TextFormat = Exclude<DocumentFormat, 'pdf'>;

/**
 * The pages of a file of text.
 * @throws DocumentError `broken`, `too-large`, `too-many-pages`
 */
export function readText(bytes: Uint8Array, format: TextFormat, limits: ExtractionLimits): ExtractedPage[] {
  const text = plainText(decodeText(bytes), format);
  if (text.length > limits.characters)
    throw new DocumentError('too-large', 'The document holds more text than can be indexed.');
  const pages = textPages(text);
  if (pages.length > limits.pages)
    throw new DocumentError(
      'too-many-pages',
      `The document fills ${pages.length} pages; at most ${limits.pages} can be indexed.`,
    );
  return pages;
}

function plainText(text: string, format: TextFormat): string {
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
    if (error instanceof DocumentError) throw error;
    throw new DocumentError('broken', `The file is no valid ${formatNames[format]}.`, { cause: error });
  }
}
