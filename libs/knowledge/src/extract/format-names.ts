import type { DocumentFormat } from './extracted-document.ts';

/** What people call the formats. */
export const formatNames: Record<DocumentFormat, string> = {
  pdf: 'PDF',
  markdown: 'Markdown',
  text: 'text',
  html: 'HTML',
  csv: 'CSV',
  json: 'JSON',
};

/** A file of a format within a sentence: `PDF`, `CSV file`. */
export function fileOf(format: DocumentFormat): string {
  return format === 'pdf' ? 'PDF' : `${formatNames[format]} file`;
}
