import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createDeflate, deflateSync } from 'node:zlib';
import { PDFDocument, StandardFonts } from 'pdf-lib';

/** A PDF of pages of plain lines. */
export async function pdfOf(pages: readonly (readonly string[])[]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = pdf.addPage([595, 842]);
    lines.forEach((line, row) => page.drawText(line, { x: 60, y: 780 - row * 16, size: 11, font }));
  }
  return pdf.save();
}

/** A PDF of one page with the given packed content, which unpacks by as many filters. */
export function pdfOfContent(content: Buffer, filters = 1): Buffer {
  return rawPdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 10 10]/Contents 4 0 R>>',
    ],
    {
      head: `<</Length ${content.length}/Filter[${'/FlateDecode'.repeat(filters)}]>>`,
      body: content,
    },
  );
}

/** A PDF of some kilobytes that unpacks to so many megabytes of blanks. */
export async function pdfBomb(megabytes: number): Promise<Buffer> {
  const blanks = Buffer.alloc(1024 * 1024, ' ');
  const packed = Readable.from(Array.from({ length: megabytes }, () => blanks)).pipe(
    createDeflate({ level: 1 }),
  );
  return pdfOfContent(deflateSync(await buffer(packed)), 2);
}

/** A PDF of so many empty pages, as small as one gets. */
export function pdfOfEmptyPages(pages: number): Buffer {
  const numbers = Array.from({ length: pages }, (_, page) => page + 3);
  return rawPdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]>>`,
    ...numbers.map(() => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>'),
  ]);
}

/** A PDF of so many pages that all show the same lines, of letters and blanks: long to read, and small. */
export function pdfOfSamePages(pages: number, lines: readonly string[]): Buffer {
  const numbers = Array.from({ length: pages }, (_, page) => page + 3);
  const resources = '/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>';
  const shown = deflateSync(
    `BT /F 11 Tf 60 800 Td ${lines.map((line) => `0 -16 Td (${line}) Tj`).join(' ')} ET`,
  );
  return rawPdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Count ${pages}/MediaBox[0 0 595 842]${resources}/Kids[${numbers.map((number) => `${number} 0 R`).join(' ')}]>>`,
      ...numbers.map(() => `<</Type/Page/Parent 2 0 R/Contents ${pages + 3} 0 R>>`),
    ],
    { head: `<</Length ${shown.length}/Filter/FlateDecode>>`, body: shown },
  );
}

/** A PDF whose tree of pages has itself as a branch. */
export function circularPdf(): Buffer {
  return rawPdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 1000>>']);
}

/** A PDF with lists in lists, so many deep. */
export function nestedPdf(depth: number): Buffer {
  return pdfOfContent(deflateSync(Buffer.from(`${'['.repeat(depth)}${']'.repeat(depth)} TJ`)));
}

/** A PDF that asks for a password: its key doesn't fit the empty one. */
export function encryptedPdf(): Buffer {
  const hex = '00'.repeat(32);
  return rawPdf(
    [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R]/Count 1>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>',
      `<</Filter/Standard/V 1/R 2/O<${hex}>/U<${hex}>/P -4>>`,
    ],
    { trailer: '/Encrypt 4 0 R/ID[<00><00>]' },
  );
}

/** A file of the given objects, numbered from 1, with a last one that is a stream where one is given. */
function rawPdf(
  objects: readonly string[],
  { head, body, trailer = '' }: { head?: string; body?: Buffer; trailer?: string } = {},
): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  const all = [...objects, ...(head !== undefined ? [head] : [])];
  for (const [at, object] of all.entries()) {
    offsets.push(length);
    add(Buffer.from(`${at + 1} 0 obj\n${object}\n`));
    if (body && at === all.length - 1) {
      add(Buffer.from('stream\n'));
      add(body);
      add(Buffer.from('\nendstream\n'));
    }
    add(Buffer.from('endobj\n'));
  }
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = all.length + 1;
  add(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<</Size ${size}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}
