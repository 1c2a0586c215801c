import { alertDirection, alertKind, type AlertDirection, type AlertKind } from '@marketscope/contracts';
import type { StoredAlert } from '@marketscope/domain';
import { neverArmed, sampleStoredAlert } from '@marketscope/domain/fixtures';

/** Symbols that have alerts. */
export const symbols = Array.from({ length: 20 }, (_, number) => `S${String(number).padStart(2, '0')}`);

/** When the bench's day begins, by the wall clock and by the market's. */
export const START = Date.parse('2026-11-20T15:00:00.000Z');
export const MINUTE_MS = 60_000;

/** A level of each kind that the two prices of the bench are on either side of. */
const middle: Record<AlertKind, { threshold: number; basePrice: number | null }> = {
  price: { threshold: 100, basePrice: null },
  'change-percent': { threshold: 0, basePrice: null },
  'base-percent': { threshold: 0, basePrice: 100 },
  drawdown: { threshold: -9, basePrice: null },
  'volume-ratio': { threshold: 2, basePrice: null },
  'average-cross': { threshold: 0, basePrice: null },
};

/** A level of each kind and direction that neither price ever meets. */
const far: Record<AlertKind, Record<AlertDirection, { threshold: number; basePrice: number | null }>> = {
  price: { above: { threshold: 900, basePrice: null }, below: { threshold: 1, basePrice: null } },
  'change-percent': { above: { threshold: 90, basePrice: null }, below: { threshold: -90, basePrice: null } },
  'base-percent': { above: { threshold: 900, basePrice: 100 }, below: { threshold: -90, basePrice: 100 } },
  drawdown: { above: { threshold: 1, basePrice: null }, below: { threshold: -90, basePrice: null } },
  'volume-ratio': { above: { threshold: 90, basePrice: null }, below: { threshold: 0, basePrice: null } },
  // There is one level alone, on either side of which the averages are in turn: only what sleeps stays as it is.
  'average-cross': { above: { threshold: 0, basePrice: null }, below: { threshold: 0, basePrice: null } },
};

/** Every condition that an alert can have. */
const conditions = alertKind.options.flatMap((kind) =>
  alertDirection.options.flatMap((direction) =>
    (kind === 'drawdown' && direction === 'above') || (kind === 'volume-ratio' && direction === 'below')
      ? []
      : [{ kind, direction }],
  ),
);

const at = (minutes: number): string => new Date(START + minutes * MINUTE_MS).toISOString();

function alertOf(id: string, symbol: string, more: Partial<StoredAlert>): StoredAlert {
  return sampleStoredAlert({
    ...neverArmed,
    id,
    userId: `person-${id.slice(0, -2)}`,
    symbol,
    threshold: 100,
    createdAt: at(-10_000),
    pricesOf: '2026-11-19',
    ...more,
  });
}

/**
 * Alerts that something becomes of while the prices go up and down: of every kind, once and again, some of which rest, wake
 * up or expire meanwhile. Every other symbol has them of one condition alone, where each query counts most.
 */
export function* moving(): Generator<StoredAlert> {
  const ways: Partial<StoredAlert>[] = [
    { repeat: true, cooldownMinutes: 1 },
    { repeat: true, cooldownMinutes: 15 },
    { expiresAt: at(20) },
    { state: 'snoozed', snoozedUntil: at(20) },
  ];
  let number = 0;
  for (const [position, symbol] of symbols.entries())
    for (const condition of position % 2 === 0 ? conditions : conditions.slice(0, 1))
      for (const way of ways)
        yield alertOf(`M${(number += 1)}`, symbol, { ...condition, ...middle[condition.kind], ...way });
}

/** As many alerts, of every kind and in every state, that nothing becomes of at either price. */
export function* dormant(count: number): Generator<StoredAlert> {
  for (let number = 0; number < count; number += 1) {
    const { kind, direction } = turn(conditions, number);
    const round = Math.floor(number / conditions.length);
    const level = { kind, direction, ...far[kind][direction] };
    const waking: Partial<StoredAlert>[] = [
      { ...level, state: 'armed', armGeneration: 1, armedSince: at(-5000) },
      // It waits to be seen false, or for another session, and stays true.
      {
        ...level,
        ...far[kind][direction === 'above' ? 'below' : 'above'],
        state: 'waiting',
        lastCrossing: { asOf: at(-1), source: 'yahoo' },
      },
      { ...level, state: 'armed', armGeneration: 1, armedSince: at(-5000), expiresAt: at(9000) },
    ];
    const sleeping: Partial<StoredAlert>[] = [
      { ...level, repeat: true, cooldownMinutes: 10_000, restsUntil: at(9000) },
      { ...level, state: 'snoozed', snoozedUntil: at(9000) },
      { ...level, state: 'triggered', armGeneration: 1, lastTriggeredAt: at(-4000) },
      { ...level, state: 'expired', expiresAt: at(-4000) },
    ];
    const states = kind === 'average-cross' ? sleeping : [...waking, ...sleeping];
    yield alertOf(`D${number}`, turn(symbols, Math.floor(round / states.length)), turn(states, round));
  }
}

function turn<Item>(items: readonly Item[], number: number): Item {
  const item = items[number % items.length];
  if (item === undefined) throw new RangeError('nothing to take in turn');
  return item;
}
