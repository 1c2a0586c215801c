/** `node tools/eval/src/sample/write-sample-corpus.ts`: writes the sample corpus from its text; the files are kept in git. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { SampleLine } from './filing.ts';
import { sampleFilings, sampleQuestions } from './sample-corpus.ts';

const folder = join(import.meta.dirname, '../../corpus');
const sheet = {
  width: 612,
  height: 792,
  left: 56,
  top: 720,
  line: 18,
  firstColumn: 380,
  column: 90,
} as const;
const size = 10;

await mkdir(folder, { recursive: true });
for (const [name, pages] of Object.entries(sampleFilings))
  await writeFile(join(folder, `${name}.pdf`), await filingPdf(pages));
await writeFile(
  join(folder, 'questions.jsonl'),
  sampleQuestions
    .map(({ question, document, page }, at) =>
      JSON.stringify({ id: `sample-${at + 1}`, question, evidence: [{ document, page }] }),
    )
    .join('\n') + '\n',
);

async function filingPdf(pages: readonly SampleLine[][]): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const day = new Date('2024-01-01T00:00:00Z');
  pdf.setCreationDate(day);
  pdf.setModificationDate(day);
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const lines of pages) {
    const page = pdf.addPage([sheet.width, sheet.height]);
    lines.forEach((line, at) => {
      const y = sheet.top - at * sheet.line;
      const [label, ...figures] = typeof line === 'string' ? [line] : line;
      page.drawText(label, { x: sheet.left, y, size, font });
      figures.forEach((figure, column) => {
        const right = sheet.firstColumn + (column + 1) * sheet.column;
        page.drawText(figure, { x: right - font.widthOfTextAtSize(figure, size), y, size, font });
      });
    });
  }
  return pdf.save();
}
