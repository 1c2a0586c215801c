import { parse } from 'csv-parse/sync';

/** Rows of a CSV file as table lines, cells parted by two spaces; the separator is told from the first lines. */
export function csvText(csv: string): string {
  const start = csv.slice(0, 4096);
  const delimiter = [',', ';', '\t', '|'].reduce((best, candidate) =>
    start.split(candidate).length > start.split(best).length ? candidate : best,
  );
  const rows: string[][] = parse(csv, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
  return rows.map((cells) => cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).join('  ')).join('\n');
}
