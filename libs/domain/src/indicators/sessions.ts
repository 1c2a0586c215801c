import type { Candle } from '@marketscope/contracts';

/**
 * Sessions of one symbol in columns, oldest first, all of one length. Prices are adjusted for splits; `NaN` stands for a high
 * or a volume that the source doesn't give.
 */
export interface Sessions {
  readonly dates: readonly string[];
  readonly closes: Float64Array;
  readonly highs: Float64Array;
  readonly volumes: Float64Array;
}

/** The columns of candles that are in order, oldest first. */
export function sessionsOf(candles: readonly Candle[]): Sessions {
  const { length } = candles;
  const sessions = {
    dates: candles.map(({ date }) => date),
    closes: new Float64Array(length),
    highs: new Float64Array(length),
    volumes: new Float64Array(length),
  };
  candles.forEach(({ close, high, volume }, index) => {
    sessions.closes[index] = close;
    sessions.highs[index] = high ?? NaN;
    sessions.volumes[index] = volume ?? NaN;
  });
  return sessions;
}
