import type { CandleStore, SessionCandle } from '@marketscope/domain';

/** Sessions in memory. */
export function createFakeCandleStore(): CandleStore {
  const sessions = new Map<string, SessionCandle>();
  return {
    async putIfNewer(session) {
      const key = `${session.symbol} ${session.candle.date}`;
      const before = sessions.get(key);
      if (before && before.asOf > session.asOf) return false;
      sessions.set(key, session);
      return true;
    },
    async between(symbol, from, to) {
      const found = [...sessions.values()]
        .filter(({ candle, ...of }) => of.symbol === symbol && candle.date >= from && candle.date <= to)
        .toSorted((a, b) => (a.candle.date < b.candle.date ? -1 : 1));
      const latest = found.at(-1);
      return (
        latest && {
          symbol,
          currency: latest.currency,
          source: latest.source,
          candles: found.map(({ candle }) => candle),
        }
      );
    },
  };
}
