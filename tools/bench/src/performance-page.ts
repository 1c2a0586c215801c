import type { BenchRow } from './row.ts';

/** On what, and when, rows were measured. */
export interface Measurement {
  machine: string;
  /** `YYYY-MM-DD` */
  date: string;
}

const INTRODUCTION = `# Performance

Each figure is held against its own limit, measured in the same run: what the work would take if nothing but its slowest part
took time. \`npm run bench -- update alerts screen\` measures what is named, or everything without a name, prints each row as JSON,
and fails when a goal is not reached; with \`--write\` it writes the rows into this page. A figure that a busy machine gives says
nothing: it warns of that.
`;

const NOTES = `## What is measured

- **update**: the stock updater plans an update, and as many processes as Lambda may run at once do its batches. The limit is the
  time that the calls to the provider take at the least, ten at once in each process. So that calls are what it waits for, Alpaca's
  snapshots are asked for one symbol a call, of a server on the machine that takes 50 ms to answer; in earnest a hundred symbols are one
  call. Runs are in an emulator's table. Tables of symbols are in memory, 5 ms a call: an emulator on the same cores would be what is
  measured. The time that the SDK itself needs is left out thereby.
- **alerts**: four updates of a day that goes down, up and so again, with alerts of every kind that fire, arm again, rest, sleep and
  expire among many that merely exist. Items are counted as DynamoDB does, those that a query scans, through the store's own client;
  its table is in this process's memory, where a million alerts fit. Up to 10,000 an emulator's table has to count the same. The
  limit is the alerts that fired or armed again, and one for each query.
- **screen**: all indicators of every symbol, against one pass over the same closes, highs and volumes.
- **limiter**: ten processes share Alpaca's limit of 200 calls a minute, as its server counts them.
- **index**: filings that nobody filed, as PDFs with every word placed by itself, from their bytes to the moment that they are found. With
  the embedder that needs no key, against the embedding of the same passages alone; and by words alone, as it is without a key, in a
  process that does nothing else, against the 20 s and 1 GB that 300 pages may take.
- **retrieve**: questions that name a company, its ticker, its name with a slip, or nobody, a quarter each, over such filings in
  100,000 chunks with vectors of 512 numbers, in the index as its upkeep leaves it. Each is asked beside one hybrid query of the engine
  for the hundred chunks that a second ranking starts from: by the words of the question and by its vector, fused by reciprocal rank.
  Vectors are made of words by hashing, at no cost: what a model takes for a question comes on top of both. The first question of a
  process includes the loading of the engine's library, which a service does while the model is called.
- **start**: from a process's start until the bundle that \`npm run build\` made has its handler, against a bundle that only makes the
  same AWS clients, and against a Python process that imports boto3 and makes three clients, where there is one.
- **… over ten times …**: the cost of ten times as much, against ten times the cost.

Times are of pairs measured in turn; the pair with the middle ratio counts.
`;

const HEADER = `| what | measured | limit | ratio | goal | reached |\n| --- | --- | --- | --- | --- | --- |\n`;

/**
 * The page that tells of rows. Those of the page before, of benches that were not run this time, stay where they were measured
 * on the same machine.
 */
export function performancePage(rows: readonly BenchRow[], measurement: Measurement, before = ''): string {
  const machine = `Measured on ${measurement.machine}.`;
  const measured = new Map(rows.map((row) => [row.name, lineOf(row, measurement.date)]));
  const kept = before.includes(machine) ? linesOf(before) : new Map<string, string>();
  const benches = new Set(rows.map(benchOf));
  for (const [name, line] of kept) if (!benches.has(benchOf({ name }))) measured.set(name, line);
  const lines = [...measured].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, line]) => line);
  return `${INTRODUCTION}\n${machine}\n\n${HEADER}${lines.join('\n')}\n\n${NOTES}`;
}

/** The bench that a row is of: what its name begins with. */
function benchOf({ name }: Pick<BenchRow, 'name'>): string {
  return name.slice(0, name.indexOf(':'));
}

function lineOf({ name, value, unit, limit, ratio, goal, ok }: BenchRow, date: string): string {
  const number = (given: number): string => given.toLocaleString('en-US', { maximumSignificantDigits: 4 });
  const cells = [
    name,
    `${number(value)} ${unit}`,
    number(limit),
    ratio,
    goal.replace('>=', '≥').replace('<=', '≤'),
  ];
  return `| ${cells.join(' | ')} | ${ok ? 'yes' : 'no'}, ${date} |`;
}

/** The lines of a page's table, by the names of their rows. */
function linesOf(page: string): Map<string, string> {
  const lines = page.split('\n').filter((line) => /^\| [a-z]+: /.test(line));
  return new Map(
    lines.map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      return [
        cells[1] ?? '',
        `|${cells
          .slice(1, -1)
          .map((cell) => ` ${cell} |`)
          .join('')}`,
      ];
    }),
  );
}
