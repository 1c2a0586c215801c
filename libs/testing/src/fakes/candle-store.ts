import { closeOf, marketOf, type CandleStore, type DaySpan, type SessionCandle } from '@marketscope/domain';

/** Sessions in memory. */
export function createFakeCandleStore(): CandleStore {
  const sessions = new Map<string, Map<string, SessionCandle>>();
  const knownSpans = new Map<string, DaySpan | 'forgotten'>();
  const ofSymbol = (symbol: string): Map<string, SessionCandle> => {
    const found = sessions.get(symbol) ?? new Map<string, SessionCandle>();
    sessions.set(symbol, found);
    return found;
  };
  const sorted = (symbol: string): SessionCandle[] =>
    [...ofSymbol(symbol).values()].sort((a, b) => (a.candle.date < b.candle.date ? -1 : 1));

  return {
    async putIfNewer(session) {
      const before = ofSymbol(session.symbol).get(session.candle.date);
      if (before && before.asOf > session.asOf) return false;
      ofSymbol(session.symbol).set(session.candle.date, session);
      return true;
    },
    async between(symbol, from, to) {
      const found = sorted(symbol).filter(({ candle }) => candle.date >= from && candle.date <= to);
      const latest = found.at(-1);
      const known = latest && knownSpans.get(`${symbol} ${marketOf(latest.source)}`);
      if (!latest || known === 'forgotten') return undefined;
      return {
        symbol,
        currency: latest.currency,
        source: latest.source,
        candles: found.map(({ candle }) => candle).filter(({ date }) => date >= (known?.first ?? '')),
      };
    },
    async past(symbol, { from, before, market }) {
      const known = knownSpans.get(`${symbol} ${market}`) ?? null;
      if (known === 'forgotten') return { candles: [], known: null };
      const candles = sorted(symbol)
        .filter(
          ({ source, isOver, candle }) =>
            isOver && marketOf(source) === market && candle.date >= from && candle.date < before,
        )
        .map(({ candle }) => candle);
      return { candles, known };
    },
    async knownDays(symbol, market) {
      const known = knownSpans.get(`${symbol} ${market}`) ?? null;
      return known === 'forgotten' ? null : known;
    },
    async putPast({ symbol, currency, source, candles }, known) {
      for (const candle of candles) {
        const asOf = closeOf(candle.date).toISOString();
        const session = { symbol, currency, source, asOf, isOver: true, candle };
        ofSymbol(symbol).set(candle.date, session);
      }
      knownSpans.set(`${symbol} ${marketOf(source)}`, known);
    },
    async forgetPast(symbol, market) {
      knownSpans.set(`${symbol} ${market}`, 'forgotten');
    },
  };
}
