import type { Sessions } from '@marketscope/domain';
import { randomNumbers } from '../random.ts';

/** Symbols whose prices walk at random, the same ones each time. */
export function randomMarket({ symbols, days }: { symbols: number; days: number }): Sessions[] {
  const random = randomNumbers(20_261_122);
  const dates = Array.from({ length: days }, (_, day) =>
    new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10),
  );
  return Array.from({ length: symbols }, () => {
    const sessions = {
      dates,
      closes: new Float64Array(days),
      highs: new Float64Array(days),
      volumes: new Float64Array(days),
    };
    let close = 10 + 490 * random();
    for (let day = 0; day < days; day += 1) {
      close *= 0.97 + 0.06 * random();
      sessions.closes[day] = close;
      sessions.highs[day] = close * (1 + 0.02 * random());
      sessions.volumes[day] = Math.round(5_000_000 * random());
    }
    return sessions;
  });
}
