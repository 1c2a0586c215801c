/** A run of text where the page shows it: `x` and `y` of its start, y growing upwards, in points. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  /** Quarter turns anticlockwise in which it is read: 0, 1, 2 or 3. */
  turns: number;
}

interface Line {
  y: number;
  size: number;
  runs: PlacedText[];
}

/**
 * Rebuilds the lines of a page from where its runs of text stand, so that a table's row is one line whose cells are
 * parted by two spaces. Text that is read sideways (a wide table on an upright page) is read in its own direction.
 */
export function pageLines(runs: readonly PlacedText[]): string[] {
  const lines: string[] = [];
  for (const turns of [0, 1, 2, 3]) {
    const upright = runs.filter((run) => run.turns === turns).map(turned);
    if (upright.length) lines.push(...textLines(upright));
  }
  return lines;
}

/** The same run on a page that was turned so that the run is read from left to right. */
function turned(run: PlacedText): PlacedText {
  switch (run.turns) {
    case 1:
      return { ...run, x: run.y, y: -run.x };
    case 2:
      return { ...run, x: -run.x, y: -run.y };
    case 3:
      return { ...run, x: -run.y, y: run.x };
    default:
      return run;
  }
}

function textLines(runs: PlacedText[]): string[] {
  const lines: string[] = [];
  let above: Line | undefined;
  for (const line of groupedByHeight(runs)) {
    if (above && above.y - line.y > 1.9 * Math.max(above.size, line.size)) lines.push('');
    lines.push(lineText(line.runs));
    above = line;
  }
  return lines;
}

function groupedByHeight(runs: PlacedText[]): Line[] {
  const lines: Line[] = [];
  for (const run of runs.toSorted((a, b) => b.y - a.y || a.x - b.x)) {
    const line = lines.at(-1);
    if (line && line.y - run.y < sameLineWithin(line, run)) {
      line.runs.push(run);
      if (run.size > line.size) {
        line.size = run.size;
        line.y = run.y;
      }
    } else lines.push({ y: run.y, size: run.size, runs: [run] });
  }
  return lines;
}

/** How far below a line's height a run may start and still be of it; a footnote's mark stands higher than its line. */
function sameLineWithin(line: Line, run: PlacedText): number {
  const mark = line.size < 0.8 * run.size && line.runs.every(({ text }) => text.trim().length <= 6);
  return 0.45 * (mark ? run.size : Math.min(line.size, run.size));
}

function lineText(runs: PlacedText[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs.toSorted((a, b) => a.x - b.x)) {
    const gap = run.x - end;
    if (text) text += gap > 1.1 * run.size ? '  ' : gap > 0.16 * run.size ? ' ' : '';
    text += run.text;
    end = Math.max(end, run.x + run.width);
  }
  return tidyCells(text);
}

/** Joins a sign, a bracket or a per cent to its figure: they are set apart for looks only. */
function tidyCells(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200a\u202f]/g, ' ')
    .replace(/([$€£¥])\s+(?=[\d(—–-])/g, '$1')
    .replace(/(\d)\s+(?=[%)](?:\s|$))/g, '$1')
    .replace(/\(\s+(?=[\d$])/g, '(')
    .replace(/ {3,}/g, '  ')
    .trim();
}
