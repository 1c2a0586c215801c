const pageNumber = /\s(?:[A-Z]-)?\d{1,3}$/;
const figureBefore = /\d[\d,.]*\)?\s+[$(]?$/;

/** Whether a page only lists others, as a table of contents does: most of its lines are words that end in a page number. */
export function isContentsList(lines: readonly string[]): boolean {
  const full = lines.filter((line) => line.length > 8);
  if (full.length < 6) return false;
  return full.filter(isContentsEntry).length / full.length > 0.5;
}

function isContentsEntry(line: string): boolean {
  // Looks at the end alone: a pattern over the whole of a long line costs more than all else on the page.
  const end = line.trimEnd().slice(-40);
  const number = pageNumber.exec(end);
  if (!number) return false;
  const before = end.slice(0, number.index);
  return /\p{L}/u.test(before) && !figureBefore.test(`${before} `);
}
