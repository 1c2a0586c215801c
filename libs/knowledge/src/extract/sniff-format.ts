import { DocumentError } from './document-error.ts';
import type { DocumentFormat } from './extracted-document.ts';
import { formatNames } from './format-names.ts';

const formatsByExtension: ReadonlyMap<string, DocumentFormat> = new Map([
  ['pdf', 'pdf'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['txt', 'text'],
  ['text', 'text'],
  ['htm', 'html'],
  ['html', 'html'],
  ['csv', 'csv'],
  ['json', 'json'],
]);

/** First bytes of files that people upload under another name. */
const foreign: readonly { signature: readonly number[]; name: string }[] = [
  { signature: [0x50, 0x4b, 0x03, 0x04], name: 'a zip archive or an Office file' },
  { signature: [0x50, 0x4b, 0x05, 0x06], name: 'an empty zip archive' },
  { signature: [0xd0, 0xcf, 0x11, 0xe0], name: 'an old Office file' },
  { signature: [0x1f, 0x8b], name: 'a gzip archive' },
  { signature: [0x37, 0x7a, 0xbc, 0xaf], name: 'a 7z archive' },
  { signature: [0x52, 0x61, 0x72, 0x21], name: 'a rar archive' },
  { signature: [0x89, 0x50, 0x4e, 0x47], name: 'a PNG picture' },
  { signature: [0xff, 0xd8, 0xff], name: 'a JPEG picture' },
  { signature: [0x47, 0x49, 0x46, 0x38], name: 'a GIF picture' },
  { signature: [0x7f, 0x45, 0x4c, 0x46], name: 'a program' },
  { signature: [0x4d, 0x5a], name: 'a program' },
];

/**
 * What a file holds, by its bytes; its name only tells text formats apart.
 * @throws DocumentError `empty`, `unsupported`, or `mislabelled` where name and bytes contradict each other
 */
export function sniffFormat(bytes: Uint8Array, fileName: string): DocumentFormat {
  if (bytes.length === 0) throw new DocumentError('empty', 'The file is empty.');
  const named = formatsByExtension.get(/\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '');
  // A PDF may start with up to a kilobyte of something else.
  if (latin(bytes.subarray(0, 1024)).includes('%PDF-')) {
    if (named && named !== 'pdf') throw mislabelled(named, 'a PDF');
    return 'pdf';
  }
  const other = foreign.find(({ signature }) => signature.every((byte, index) => bytes[index] === byte));
  if (other && (named !== undefined || !isText(bytes))) {
    if (named) throw mislabelled(named, other.name);
    throw new DocumentError('unsupported', `The file is ${other.name}, which can’t be indexed.`);
  }
  if (named === 'pdf') {
    if (isText(bytes)) throw mislabelled('pdf', 'plain text');
    throw new DocumentError('broken', 'The PDF is damaged: its beginning is missing.');
  }
  if (!isText(bytes)) {
    if (named) throw mislabelled(named, 'binary data');
    throw new DocumentError('unsupported', 'The file is neither a PDF nor text.');
  }
  return named ?? textFormat(latin(bytes.subarray(0, 4096)).trimStart());
}

function mislabelled(named: DocumentFormat, found: string): DocumentError {
  return new DocumentError(
    'mislabelled',
    `The file is named as ${formatNames[named]} but its content is ${found}.`,
  );
}

function textFormat(start: string): DocumentFormat {
  if (/^(?:<!doctype html|<html|<\?xml[^>]*>\s*<html)/i.test(start)) return 'html';
  if (/^[[{]/.test(start)) return 'json';
  if (/^#{1,6} \S/m.test(start)) return 'markdown';
  return 'text';
}

function isText(bytes: Uint8Array): boolean {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  return wide || !bytes.subarray(0, 8192).includes(0);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
