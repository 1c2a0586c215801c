import type { AlertKind, EventOf, Indicators, Quote } from '@marketscope/contracts';
import { sampleIndicators } from '@marketscope/contracts/fixtures';
import type { AlertStore, EventPublisher, QuoteStore, StoredAlert } from '@marketscope/domain';
import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import { createFakeAlertStore, createFakeQuoteStore } from '@marketscope/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mortal, type Death } from '../testing/mortal-ports.ts';
import { priceOf } from '../testing/test-market.ts';
import { evaluateAlerts } from './alerts.ts';

const symbols = ['AAPL', 'KO'] as const;
type Symbol = (typeof symbols)[number];
const DAYS = 8;
/** Wall-clock noon of the day before the first, when all alerts are there. */
const start = Date.parse('2026-11-01T12:00:00.000Z');
const DAY_MS = 86_400_000;
const wallClock = (day: number): Date => new Date(start + (day + 1) * DAY_MS);
const closeOf = (day: number): string =>
  new Date(Date.parse('2009-06-01T20:00:00Z') + day * DAY_MS).toISOString();

/** What is seen of a symbol on a day. */
interface Sight {
  price: number;
  changePercent: number | null;
  indicators: Pick<Indicators, 'drawdownPercent' | 'volumeRatio' | 'average50'> | null;
}
/** A batch: what of a day is delivered together, and the processes that die of it first. */
interface Delivery {
  day: number;
  of: readonly Symbol[];
  deaths: readonly Death[];
}

const maybe = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> =>
  fc.option(value, { freq: 6 });
const sight: fc.Arbitrary<Sight> = fc.record({
  price: fc.integer({ min: 96, max: 104 }),
  changePercent: maybe(fc.integer({ min: -3, max: 3 })),
  indicators: maybe(
    fc.record({
      drawdownPercent: maybe(fc.integer({ min: -24, max: -16 })),
      volumeRatio: maybe(fc.integer({ min: 0, max: 4 })),
      average50: maybe(fc.integer({ min: 98, max: 102 })),
    }),
  ),
});
const market = fc.record<Record<Symbol, Sight[]>>({
  AAPL: fc.array(sight, { minLength: DAYS, maxLength: DAYS }),
  KO: fc.array(sight, { minLength: DAYS, maxLength: DAYS }),
});

const either = fc.constantFrom('above' as const, 'below' as const);
const condition = fc.oneof(
  fc.record({
    kind: fc.constant('price' as const),
    direction: either,
    threshold: fc.integer({ min: 97, max: 103 }),
  }),
  fc.record({
    kind: fc.constant('change-percent' as const),
    direction: either,
    threshold: fc.integer({ min: -2, max: 2 }),
  }),
  fc.record({
    kind: fc.constant('base-percent' as const),
    direction: either,
    threshold: fc.integer({ min: -3, max: 3 }),
    basePrice: fc.constant(100),
  }),
  fc.record({
    kind: fc.constant('drawdown' as const),
    direction: fc.constant('below' as const),
    threshold: fc.integer({ min: -22, max: -18 }),
  }),
  fc.record({
    kind: fc.constant('volume-ratio' as const),
    direction: fc.constant('above' as const),
    threshold: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant('average-cross' as const), direction: either, threshold: fc.constant(0) }),
);
const armedSince = { armedSince: closeOf(-1), createdAt: new Date(start).toISOString() };
const oneShot = fc
  .tuple(fc.constantFrom(...symbols), condition)
  .map(([symbol, what]): Partial<StoredAlert> => ({ ...armedSince, symbol, ...what }));
const someDay = fc.integer({ min: 0, max: DAYS - 1 }).map((day) => wallClock(day).toISOString());
const anyAlert = fc
  .record({
    base: oneShot,
    start: fc.constantFrom('armed', 'waiting', 'true already', 'snoozed'),
    cooldownDays: maybe(fc.integer({ min: 1, max: 4 })),
    snoozedUntil: someDay,
    expiresAt: fc.option(someDay, { freq: 1 }),
  })
  .map(({ base, start: state, cooldownDays, snoozedUntil, expiresAt }): Partial<StoredAlert> => ({
    ...base,
    expiresAt,
    ...(state === 'waiting' && { state, armGeneration: 0, armedSince: null }),
    ...(state === 'true already' && {
      state: 'waiting',
      armGeneration: 0,
      armedSince: null,
      lastCrossing: { asOf: closeOf(-1), source: 'replay' },
    }),
    ...(state === 'snoozed' && { state, armGeneration: 0, armedSince: null, snoozedUntil }),
    repeat: cooldownDays !== null,
    cooldownMinutes: cooldownDays === null ? null : cooldownDays * 1440,
  }));
const named = (alerts: Partial<StoredAlert>[]): StoredAlert[] =>
  alerts.map((parts, index) =>
    sampleStoredAlert({ ...parts, id: `ALERT-${index}`, userId: `person-${index % 3}` }),
  );

const deaths = fc.array(
  fc.record({
    call: fc.integer({ min: 1, max: 30 }),
    moment: fc.constantFrom('before' as const, 'after' as const),
  }),
  { maxLength: 3 },
);
const groups = fc.constantFrom<readonly (readonly Symbol[])[]>(
  [[...symbols]],
  [['AAPL'], ['KO']],
  [['KO'], ['AAPL']],
);

/** Every day in its order, split into batches, each of them repeated at once or after later days. */
const inOrder = fc
  .array(fc.tuple(groups, deaths, fc.array(fc.tuple(fc.nat(DAYS), deaths), { maxLength: 2 })), {
    minLength: DAYS,
    maxLength: DAYS,
  })
  .map((days) => {
    const placed = days.flatMap(([split, dying, repeats], day) =>
      split.flatMap((of) => [
        { at: day, delivery: { day, of, deaths: dying } },
        ...repeats.map(([later, again]) => ({
          at: Math.min(day + later, DAYS - 1) + 0.5,
          delivery: { day, of, deaths: again },
        })),
      ]),
    );
    return placed.toSorted((a, b) => a.at - b.at).map(({ delivery }) => delivery);
  });
const inAnyOrder = inOrder.chain((deliveries) =>
  fc.shuffledSubarray(deliveries, { minLength: deliveries.length, maxLength: deliveries.length }),
);

interface Ports {
  alerts: AlertStore;
  quotes: QuoteStore;
  publisher: EventPublisher;
  clock: () => Date;
}

/** Delivers batches to a service on fakes, so many at once; answers what was published, and what became of the alerts. */
async function play(
  alerts: readonly StoredAlert[],
  seen: Record<Symbol, Sight[]>,
  deliveries: readonly Delivery[],
  atOnce = 1,
) {
  const published: EventOf<'alert.triggered.v1'>[] = [];
  let latest = 0;
  const ports: Ports = {
    alerts: createFakeAlertStore(),
    quotes: createFakeQuoteStore(),
    publisher: {
      async publish(event) {
        if (event.type === 'alert.triggered.v1') published.push(event);
      },
    },
    clock: () => wallClock(latest),
  };
  for (const alert of alerts) await ports.alerts.create(alert);

  const update = async ({ day, of }: Delivery, through: Ports): Promise<void> => {
    for (const symbol of of) {
      const { quote, indicators } = observed(symbol, day, seen[symbol]);
      const run = { startedAt: wallClock(day).toISOString(), correlationId: `run-${day}` };
      const watch = (await through.alerts.watches([symbol])).get(symbol);
      if (watch) await evaluateAlerts(watch, { quote, indicators }, run, through);
      await through.quotes.putIfNewer(quote);
    }
  };
  const deliver = async (delivery: Delivery): Promise<void> => {
    latest = Math.max(latest, delivery.day);
    for (const death of delivery.deaths) {
      const dying = mortal(ports, ['alerts', 'quotes', 'publisher'], death);
      await update(delivery, dying.ports).catch((error: Error) => expect(error.message).toBe('killed'));
    }
    await update(delivery, ports);
  };
  for (let from = 0; from < deliveries.length; from += atOnce)
    await Promise.all(deliveries.slice(from, from + atOnce).map(deliver));

  const ends = await Promise.all(alerts.map(({ userId, id }) => ports.alerts.get(userId, id)));
  return { published, ends };
}

function observed(
  symbol: Symbol,
  day: number,
  sights: readonly Sight[],
): { quote: Quote; indicators: Indicators | null } {
  const { price = 100, changePercent = null, indicators = null } = sights[day] ?? {};
  const asOf = closeOf(day);
  return {
    quote: priceOf(price, { symbol, changePercent, asOf }),
    indicators:
      indicators &&
      sampleIndicators({
        ...indicators,
        average200: 100,
        date: asOf.slice(0, 10),
        close: price,
        changePercent,
      }),
  };
}

/** The value of a kind as a person would read it off; the base price is 100 throughout. */
const read: Record<AlertKind, (sight: Sight) => number | null> = {
  price: ({ price }) => price,
  'base-percent': ({ price }) => price - 100,
  'change-percent': ({ changePercent }) => changePercent,
  drawdown: ({ indicators }) => indicators?.drawdownPercent ?? null,
  'volume-ratio': ({ indicators }) => indicators?.volumeRatio ?? null,
  'average-cross': ({ indicators }) =>
    indicators?.average50 === undefined || indicators.average50 === null ? null : indicators.average50 - 100,
};
const isTrue = ({ kind, direction, threshold }: StoredAlert, sights: Sight): boolean => {
  const value = read[kind](sights);
  return value !== null && (direction === 'above' ? value >= threshold : value <= threshold);
};

it('fires each armed alert that any price makes true, once, in whatever order batches come, repeat, overlap and die', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(oneShot, { minLength: 1, maxLength: 8 }).map(named),
      market,
      inAnyOrder,
      fc.integer({ min: 1, max: 4 }),
      async (alerts, seen, deliveries, atOnce) => {
        const { published, ends } = await play(alerts, seen, deliveries, atOnce);
        const expected = alerts.filter((alert) => {
          const symbol = symbols.find((each) => each === alert.symbol);
          return symbol !== undefined && seen[symbol].some((day) => isTrue(alert, day));
        });
        expect(new Set(published.map(({ id }) => id))).toEqual(new Set(expected.map(({ id }) => `${id}#1`)));
        expect(ends.map((alert) => alert?.state)).toEqual(
          alerts.map((alert) => (expected.includes(alert) ? 'triggered' : 'armed')),
        );
        expectSameWords(published);
      },
    ),
    { numRuns: 150 },
  ));

it('does the same for alerts of every state, rest, snooze and end as if each batch had come once, in one piece', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(anyAlert, { minLength: 1, maxLength: 8 }).map(named),
      market,
      inOrder,
      async (alerts, seen, deliveries) => {
        const plain = Array.from({ length: DAYS }, (_, day) => ({ day, of: symbols, deaths: [] }));
        const undisturbed = await play(alerts, seen, plain);
        const disturbed = await play(alerts, seen, deliveries);
        expectSameWords(disturbed.published);
        const once = new Map(disturbed.published.map((event) => [event.id, event]));
        expect(once).toEqual(new Map(undisturbed.published.map((event) => [event.id, event])));
        expect(disturbed.ends.map(withoutRevision)).toEqual(undisturbed.ends.map(withoutRevision));
      },
    ),
    { numRuns: 150 },
  ));

/** What is published again is published in the same words: receivers may keep whichever they had first. */
function expectSameWords(published: readonly EventOf[]): void {
  const first = new Map<string, EventOf>();
  for (const event of published) {
    expect(event).toEqual(first.get(event.id) ?? event);
    first.set(event.id, event);
  }
}

function withoutRevision(alert: StoredAlert | undefined): Partial<StoredAlert> {
  return { ...alert, revision: 0 };
}
