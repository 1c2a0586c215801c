const item = /^(?:part\s+[iv]+\W+)?item\s*\d{1,2}[a-c]?\s*[.:—–-]?\s*\S/i;
const note = /^(?:note\s+)?\d{1,2}[.:)—–-]?\s+[\p{Lu}]/u;
const figures = /\d[\d,.]*\)?%?\s{2,}[$(]?\d/;

/** Lines of a page that head what follows: items, notes, markdown headings, and short titles that stand alone. */
export function pageHeadings(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const found: string[] = [];
  lines.forEach((line, index) => {
    if (line.length < 3 || line.length > 140 || found.length >= 30) return;
    if (/^#{1,6}\s+\S/.test(line)) found.push(line.replace(/^#+\s+/, ''));
    else if (item.test(line)) found.push(line.replace(/\s{2,}/g, ' '));
    else if (isTitle(line, lines[index - 1], lines[index + 1])) found.push(line.replace(/\s{2,}/g, ' '));
  });
  return found;
}

function isTitle(line: string, above: string | undefined, below: string | undefined): boolean {
  if (line.length > 90 || figures.test(line) || /[.;,:]$/.test(line) || /\s{2,}\S*\d/.test(line))
    return false;
  if (/^table of contents$/i.test(line) || !/\p{L}{3}/u.test(line) || /^\W/.test(line)) return false;
  const standsAlone = above === undefined || above === '' || /[.:]$/.test(above);
  if (note.test(line) && standsAlone) return true;
  const words = line.split(/\s+/).filter((word) => /\p{L}/u.test(word) && word.length > 3);
  const capital = words.filter((word) => /^\p{Lu}/u.test(word)).length;
  return standsAlone && words.length > 0 && capital / words.length >= 0.6 && below !== undefined;
}

/** The item of a filing that a page opens last, if it opens one; a table of contents opens none. */
export function openedItem(text: string): string | undefined {
  const items = text.split('\n').filter((line) => item.test(line.trim()) && line.length < 160);
  if (items.length > 5) return undefined;
  return items
    .filter((line) => !/\d\s*$/.test(line))
    .at(-1)
    ?.replace(/\s+/g, ' ')
    .trim();
}
