import { indicatorsOfSessions, type Sessions } from '@marketscope/domain';
import { inTurn, LINEAR, timeOf } from '../pairs.ts';
import { benchRow, type BenchRow } from '../row.ts';
import { randomMarket } from './random-market.ts';

const SYMBOLS = 5000;
const DAYS = 252;
const ROUNDS = 25;
const WARM_UPS = 10;

/** The indicators of a screen against one pass over the same columns, and of ten times the symbols. */
export async function* benchScreen(): AsyncIterable<BenchRow> {
  const market = randomMarket({ symbols: 10 * SYMBOLS, days: DAYS });
  const screened = market.slice(0, SYMBOLS);
  const once = () => timeOf(() => keep(screen(screened)));
  yield benchRow(
    `screen: indicators of 5,000 symbols × ${DAYS} days`,
    {
      ...(await inTurn(
        { value: once, limit: () => timeOf(() => keep(passOver(screened))) },
        { rounds: ROUNDS, warmUps: WARM_UPS },
      )),
      unit: 'ms',
    },
    { atMost: 3 },
  );
  yield benchRow(
    'screen: 50,000 symbols over ten times 5,000',
    {
      ...(await inTurn(
        { value: () => timeOf(() => keep(screen(market))), limit: async () => 10 * (await once()) },
        { rounds: ROUNDS },
      )),
      unit: 'ms',
    },
    LINEAR,
  );
}

/** Every indicator of every symbol; answers a number that needs them all. */
function screen(market: readonly Sessions[]): number {
  let sum = 0;
  for (const sessions of market) {
    const indicators = indicatorsOfSessions(sessions);
    sum += (indicators?.rsi14 ?? 0) + (indicators?.drawdownPercent ?? 0) + (indicators?.volatility20 ?? 0);
  }
  return sum;
}

/** The least that reading every close, high and volume takes. */
function passOver(market: readonly Sessions[]): number {
  let sum = 0;
  for (const { closes, highs, volumes } of market)
    for (let day = 0; day < closes.length; day += 1)
      sum += (closes[day] ?? 0) + (highs[day] ?? 0) + (volumes[day] ?? 0);
  return sum;
}

/** What is measured must come to something, or it may not be done at all. */
function keep(result: number): void {
  if (!Number.isFinite(result)) throw new Error('the figures are none');
}
