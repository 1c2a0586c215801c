import { CALLS_AT_ONCE } from '../../../../apps/stock-updater/src/updating/symbols.ts';
import { inTurn, LINEAR } from '../pairs.ts';
import { benchRow, type BenchRow } from '../row.ts';
import { CALL_MS, startUpdates } from './timed-updates.ts';

const SYMBOLS = 5000;
const ROUNDS = 3;

/** An update against the time that its provider's calls take at the least, and against ten times a tenth of it. */
export async function* benchUpdate(): AsyncIterable<BenchRow> {
  const updates = await startUpdates({ symbolsPerCall: 1 });
  try {
    await updates.update(SYMBOLS / 10);
    let ideal = NaN;
    const pair = await inTurn(
      {
        value: async () => {
          const { ms, calls } = await updates.update(SYMBOLS);
          ideal = (calls / (updates.processes * CALLS_AT_ONCE)) * CALL_MS;
          return ms;
        },
        limit: async () => 10 * (await updates.update(SYMBOLS / 10)).ms,
      },
      { rounds: ROUNDS, warmUps: 0 },
    );
    yield benchRow(
      'update: symbols a second, 5,000 of one a call of 50 ms',
      { value: (SYMBOLS / pair.value) * 1000, unit: 'symbols/s', limit: (SYMBOLS / ideal) * 1000 },
      { atLeast: 0.8 },
    );
    yield benchRow('update: 5,000 symbols over ten times 500', { ...pair, unit: 'ms' }, LINEAR);
  } finally {
    await updates.stop();
  }
}
