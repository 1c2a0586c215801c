import type { ExtractedDocument } from '@marketscope/knowledge';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import type { MadeFiling, MadeLine } from './made-filings.ts';

const sheet = {
  width: 612,
  height: 792,
  left: 40,
  top: 740,
  line: 15,
  firstColumn: 340,
  column: 75,
} as const;
const size = 10;

/** A filing as it would have been read: two spaces part the cells of a row. */
export function filingText({ pages }: MadeFiling): ExtractedDocument {
  return {
    format: 'pdf',
    pages: pages.map((lines, at) => ({
      number: at + 1,
      text: lines.map((line) => (typeof line === 'string' ? line : line.join('  '))).join('\n'),
    })),
  };
}

/** A filing as a PDF, each word placed by itself, as programs that set filings do. */
export async function filingPdf({ pages }: MadeFiling): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const space = font.widthOfTextAtSize(' ', size);
  const draw = (lines: readonly MadeLine[]): void => {
    const page = pdf.addPage([sheet.width, sheet.height]);
    page.setFont(font);
    page.setFontSize(size);
    for (const [at, line] of lines.entries()) {
      const y = sheet.top - at * sheet.line;
      const [label, ...figures] = typeof line === 'string' ? [line] : line;
      let x: number = sheet.left;
      for (const word of label.split(' ').filter(Boolean)) {
        page.drawText(word, { x, y });
        x += font.widthOfTextAtSize(word, size) + space;
      }
      for (const [column, figure] of figures.entries())
        page.drawText(figure, {
          x: sheet.firstColumn + (column + 1) * sheet.column - font.widthOfTextAtSize(figure, size),
          y,
        });
    }
  };
  for (const lines of pages) draw(lines);
  return pdf.save();
}
