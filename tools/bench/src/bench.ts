import { benchAlerts } from './alerts/alerts.ts';
import { benchLimiter } from './limiter/limiter.ts';
import { benchScreen } from './screen/screen.ts';
import { benchUpdate } from './update/update.ts';
import type { BenchRow } from './row.ts';

/** Every bench by its name; each yields its rows as it has them. */
const benches: Record<string, () => AsyncIterable<BenchRow>> = {
  limiter: benchLimiter,
  update: benchUpdate,
  alerts: benchAlerts,
  screen: benchScreen,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (names.length > 0 && !names.includes(name)) continue;
    for await (const row of bench()) {
      console.log(JSON.stringify(row));
      if (!row.ok) process.exitCode = 1;
    }
  }
}
