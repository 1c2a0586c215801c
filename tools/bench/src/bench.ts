import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { benchAlerts } from './alerts/alerts.ts';
import { benchIndex } from './indexing/indexing.ts';
import { benchLimiter } from './limiter/limiter.ts';
import { isBusy, machineName } from './machine.ts';
import { performancePage } from './performance-page.ts';
import { benchRetrieve } from './retrieve/retrieve.ts';
import type { BenchRow } from './row.ts';
import { benchScreen } from './screen/screen.ts';
import { benchStart } from './start/start.ts';
import { benchUpdate } from './update/update.ts';

/** Every bench by its name; each yields its rows, whose names begin with it, as it has them. */
const benches: Record<string, () => AsyncIterable<BenchRow>> = {
  update: benchUpdate,
  alerts: benchAlerts,
  screen: benchScreen,
  limiter: benchLimiter,
  index: benchIndex,
  retrieve: benchRetrieve,
  start: benchStart,
};

const page = path.resolve(import.meta.dirname, '../../../docs/reference/performance.md');

const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else {
  const rows: BenchRow[] = [];
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    if (isBusy()) console.error(`The machine is busy (load ${loadavg()[0]?.toFixed(1)}): times say little.`);
    for await (const row of bench()) {
      console.log(JSON.stringify(row));
      rows.push(row);
      if (!row.ok) process.exitCode = 1;
    }
  }
  if (values.write) await writePage(rows);
}

async function writePage(rows: readonly BenchRow[]): Promise<void> {
  const before = await readFile(page, 'utf8').catch(() => '');
  const date = new Date().toISOString().slice(0, 10);
  const text = performancePage(rows, { machine: machineName(), date }, before);
  await writeFile(page, await format(text, { ...(await resolveConfig(page)), parser: 'markdown' }));
}
