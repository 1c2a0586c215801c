import { alertKind, type AlertKind, type Candle } from '@marketscope/contracts';
import { sessionHours, type MarketDataProvider, type StoredAlert } from '@marketscope/domain';
import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import { createMarketData, marketDataSettings } from '@marketscope/market-data';
import { createFakeQuoteStore, createFakeReplayCursor } from '@marketscope/testing';

const symbols = ['AAPL', '^GSPC', 'BAC', 'GOOG', 'KO', 'META', 'NVDA', 'TSLA'];
const HOUR_MS = 3_600_000;
/** By the wall clock, a recorded day is updated in an hour of its own. */
const wallStart = Date.parse('2026-01-01T00:00:00.000Z');

/** An update of symbols to a session, at a time by the wall clock. */
export interface YearUpdate {
  session: string;
  symbols: string[];
  at: Date;
}

/** A recorded stretch of days with alerts, and the updates that come of it. */
export interface DisturbedYear {
  provider: MarketDataProvider;
  /** Candles of each symbol, from long before, oldest first. */
  pasts: ReadonlyMap<string, Candle[]>;
  alerts: StoredAlert[];
  /** In the order in which they are made. */
  updates: YearUpdate[];
}

/** Recorded sessions from June 2009 on, with random alerts and random faults of delivery, the same for the same seed. */
export async function disturbedYear(size: {
  seed: number;
  alerts: number;
  sessions: number;
}): Promise<DisturbedYear> {
  const random = seeded(size.seed);
  const { provider, pasts, sessions } = await recordedDays(size.sessions);
  return {
    provider,
    pasts,
    alerts: randomAlerts(size.alerts, { pasts, sessions }, random),
    updates: randomUpdates(sessions, random),
  };
}

/** The recorded past of every symbol, and the sessions that are replayed. */
async function recordedDays(length: number) {
  const { provider } = createMarketData({
    settings: marketDataSettings.parse({ MARKET_DATA: 'replay' }),
    // The year is over: all of it can be asked for.
    cursor: createFakeReplayCursor('2010-06-30'),
    quotes: createFakeQuoteStore(),
  });
  const pasts = new Map<string, Candle[]>();
  for (const symbol of symbols) {
    const { candles } = await provider.history(symbol, { from: '2000-01-01', to: '2010-06-30' });
    pasts.set(symbol, candles);
  }
  const sessions = (pasts.get('AAPL') ?? [])
    .map(({ date }) => date)
    .filter((date) => date >= '2009-06-01')
    .slice(0, length);
  return { provider, pasts, sessions };
}

/** Alerts of every kind, state, rest, snooze and end, near enough to the prices of the year to be crossed. */
function randomAlerts(
  count: number,
  { pasts, sessions }: { pasts: ReadonlyMap<string, Candle[]>; sessions: readonly string[] },
  random: () => number,
): StoredAlert[] {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const between = (low: number, high: number): number => low + random() * (high - low);
  const cents = (price: number): number => Math.round(price * 100) / 100;
  const someTime = (): string =>
    new Date(wallStart + Math.floor(between(0, sessions.length)) * HOUR_MS + HOUR_MS / 4).toISOString();
  const year = new Set(sessions);
  const years = new Map(
    [...pasts].map(([symbol, past]) => [symbol, past.filter(({ date }) => year.has(date))]),
  );
  const firstClose = sessionHours(sessions[0] ?? '')?.closesAt.toISOString() ?? '';
  const before = sessionHours(sessions[0] ?? '')?.opensAt.toISOString() ?? '';

  return Array.from({ length: count }, (_, index): StoredAlert => {
    const symbol = pick(symbols);
    const kind = pick(alertKind.options);
    const price = pick(years.get(symbol) ?? []).close;
    const direction =
      kind === 'drawdown' ? 'below' : kind === 'volume-ratio' ? 'above' : pick(['above', 'below'] as const);
    const thresholds: Record<AlertKind, () => number> = {
      price: () => cents(price),
      'change-percent': () => Math.round(between(-60, 60)) / 10,
      'base-percent': () => Math.round(between(-20, 20)),
      drawdown: () => -Math.round(between(2, 45)),
      'volume-ratio': () => Math.round(between(8, 30)) / 10,
      'average-cross': () => 0,
    };
    const state = pick(['armed', 'armed', 'waiting', 'snoozed'] as const);
    const repeats = random() < 0.6;
    return sampleStoredAlert({
      id: `ALERT-${index}`,
      userId: `person-${index % 500}`,
      symbol,
      kind,
      direction,
      threshold: thresholds[kind](),
      basePrice: kind === 'base-percent' ? cents(price) : null,
      createdAt: new Date(wallStart).toISOString(),
      state,
      armGeneration: state === 'armed' ? 1 : 0,
      armedSince: state === 'armed' ? before : null,
      // One that was true when it was made, or whose value was not known.
      lastCrossing: state === 'waiting' && random() < 0.5 ? { asOf: firstClose, source: 'replay' } : null,
      snoozedUntil: state === 'snoozed' ? someTime() : null,
      expiresAt: random() < 0.2 ? someTime() : null,
      repeat: repeats,
      cooldownMinutes: repeats ? pick([30, 150, 330, 1470]) : null,
    });
  });
}

/** The year's updates: batches of some symbols, of which some are lost, some repeated, some late by days. */
function randomUpdates(sessions: readonly string[], random: () => number): YearUpdate[] {
  const placed = sessions.flatMap((session, day) => {
    const shuffled = symbols
      .map((symbol) => ({ symbol, order: random() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ symbol }) => symbol);
    const cut = Math.floor(random() * symbols.length);
    return [shuffled.slice(0, cut), shuffled.slice(cut)]
      .filter((batch) => batch.length > 0)
      .flatMap((batch) => {
        const late = random() < 0.1 ? Math.floor(random() * 4) : 0;
        const times = [day + late + random() * 0.2];
        if (random() < 0.2) times.push(day + late + 0.2 + random() * 0.2);
        if (random() < 0.1) times.push(day + late + Math.floor(random() * 5) + 0.5);
        return random() < 0.1 ? [] : times.map((time) => ({ session, batch, time }));
      });
  });
  return placed
    .toSorted((a, b) => a.time - b.time)
    .map(({ session, batch, time }) => ({
      session,
      symbols: batch,
      at: new Date(wallStart + Math.floor(time * HOUR_MS)),
    }));
}

/** Uniform numbers from 0 to 1, the same at each run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
