import { candle, type Candle } from '@marketscope/contracts';
import { z } from 'zod';

const column = z.enum(['date', 'open', 'high', 'low', 'close', 'adjClose', 'volume']);

/** One symbol's sessions as they are stored: rows of numbers, oldest first, the day as `20090601`. */
export const recording = z.object({
  symbol: z.string(),
  name: z.string(),
  exchange: z.string(),
  columns: z.array(column).min(2),
  rows: z.array(z.array(z.number())),
});
export type Recording = z.infer<typeof recording>;

/** The candles of a recording; what it has no column for is null. */
export function candlesOf({ columns, rows }: Recording): Candle[] {
  const empty = { open: null, high: null, low: null, adjClose: null, volume: null };
  return rows.map((row) => {
    const { date = 0, ...values } = Object.fromEntries(columns.map((name, index) => [name, row[index]]));
    return candle.parse({ ...empty, ...values, date: dayOf(date) });
  });
}

function dayOf(number: number): string {
  return String(number).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
}
