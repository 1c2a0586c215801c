import { circularPdf, encryptedPdf, nestedPdf, pdfBomb, pdfOf, pdfOfEmptyPages } from './pdf-files.ts';

/** A file that can't be read, and what its owner must be told of it. */
export interface HostileFile {
  name: string;
  bytes: () => Uint8Array | Promise<Uint8Array>;
  reason: RegExp;
}

const megabyte = 1024 * 1024;
const text = (content: string): Uint8Array => Buffer.from(content);

/** Files that are damaged, or not what they say they are: each is small. */
export const unreadableFiles: Readonly<Record<string, HostileFile>> = {
  'a PDF that is cut off': {
    name: 'cut-off.pdf',
    bytes: async () => (await pdfOf([['Revenue 431.7'], ['Net income 12.7']])).slice(0, 300),
    reason: /damaged/,
  },
  'a PDF of nonsense': {
    name: 'nonsense.pdf',
    bytes: () => text('%PDF-1.7\nthis is no document\n'),
    reason: /damaged/,
  },
  'an encrypted PDF': { name: 'locked.pdf', bytes: encryptedPdf, reason: /password/ },
  'a PDF without text': { name: 'scanned.pdf', bytes: () => pdfOf([[]]), reason: /no text.*OCR/ },
  'a PDF of pages that go round in a circle': {
    name: 'circle.pdf',
    bytes: circularPdf,
    reason: /damaged/,
  },
  'a zip named .pdf': {
    name: 'archive.pdf',
    bytes: () => Buffer.from('504b0304140000000000', 'hex'),
    reason: /named as PDF but its content is a zip/,
  },
  'a picture named .md': {
    name: 'picture.md',
    bytes: () => Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
    reason: /named as Markdown but/,
  },
  'a PDF named .csv': { name: 'table.csv', bytes: () => text('%PDF-1.4\n'), reason: /its content is a PDF/ },
  'a blank file': { name: 'blank.txt', bytes: () => text(' \n\t\n'), reason: /no text/ },
  'JSON that breaks off': { name: 'half.json', bytes: () => text('{"a": '), reason: /no valid JSON/ },
  'a PDF of 2,001 pages': {
    name: 'long.pdf',
    bytes: () => pdfOfEmptyPages(2001),
    reason: /2001 pages; at most 2000/,
  },
};

/** Files that would take far more memory than there is. */
export const greedyFiles: Readonly<Record<string, HostileFile>> = {
  'a PDF that unpacks to 700 MB': {
    name: 'bomb.pdf',
    bytes: () => pdfBomb(700),
    reason: /unpacks to far more/,
  },
  'a PDF of lists in lists': {
    name: 'nested.pdf',
    bytes: () => nestedPdf(2_000_000),
    reason: /no text/,
  },
  'CSV of one line': {
    name: 'line.csv',
    bytes: () => text('a,'.repeat(3 * megabyte)),
    reason: /fills \d+ pages; at most 2000/,
  },
  'JSON of one line': {
    name: 'line.json',
    bytes: () => text(`[${'1,'.repeat(20 * megabyte)}1]`),
    reason: /more values than can be indexed/,
  },
  'JSON deep in itself': {
    name: 'nested.json',
    bytes: () => text('['.repeat(2 * megabyte)),
    reason: /lists in lists/,
  },
};

/** Files that would take far more time than there is. */
export const slowFiles: Readonly<Record<string, HostileFile>> = {
  'HTML of one line, deep in itself': {
    name: 'nested.html',
    bytes: () => text('<i><b>x</u>'.repeat(200_000)),
    reason: /took too long/,
  },
};
