import { neverArmed, sampleStoredAlert } from '@marketscope/domain/fixtures';
import { describe, expect, it } from 'vitest';
import type { StockUpdaterPorts } from '../app.ts';
import { mortal } from '../testing/mortal-ports.ts';
import { batchOf, days, orderOf, priceOf, testMarket, type TestMarket } from '../testing/test-market.ts';
import { evaluateAlerts } from './alerts.ts';
import { updateBatch } from './batch.ts';

/** A batch with an alert to fire in each direction, one to arm, two prices and a symbol without one. */
async function scene(): Promise<TestMarket> {
  const market = testMarket();
  const { alerts, runs } = market.ports;
  await alerts.create(sampleStoredAlert());
  await alerts.create(sampleStoredAlert({ id: '02ALERT', userId: 'bob', threshold: 140.5 }));
  await alerts.create(sampleStoredAlert({ id: '03ALERT', symbol: 'KO', direction: 'below', threshold: 50 }));
  await alerts.create(
    sampleStoredAlert({ ...neverArmed, id: '04ALERT', direction: 'below', threshold: 130 }),
  );
  await runs.begin(orderOf([batchOf(['AAPL', 'KO', 'NONE'])]));
  market.offer(priceOf(141), priceOf(49, { symbol: 'KO' }));
  return market;
}

const update = (ports: StockUpdaterPorts): Promise<void> =>
  updateBatch(batchOf(['AAPL', 'KO', 'NONE']), ports, {
    remainingTimeMs: () => 30_000,
    isLast: false,
    logger: ports.logger,
  });

/** The ports that the process reaches the outside by. */
const counted = [
  'provider',
  'histories',
  'alerts',
  'quotes',
  'candles',
  'screens',
  'artifacts',
  'savedFilters',
  'runs',
  'publisher',
] as const;

/** What of a run must not depend on how often it was cut short. */
async function traces({ ports, published }: TestMarket) {
  const alerts = await Promise.all(
    [
      ['ada', '01ALERT'],
      ['bob', '02ALERT'],
      ['ada', '03ALERT'],
      ['ada', '04ALERT'],
    ].map(([user = '', id = '']) => ports.alerts.get(user, id)),
  );
  return {
    alerts,
    prices: [(await ports.quotes.get('AAPL'))?.price, (await ports.quotes.get('KO'))?.price],
    run: await ports.runs.progress('daily-1'),
    fired: await ports.runs.firings('daily-1'),
    batches: await ports.runs.batches('daily-1'),
    events: new Set(published.map(({ id }) => id)),
  };
}

describe('a batch that is cut short and delivered again', async () => {
  const undisturbed = await scene();
  const { ports, calls } = mortal(undisturbed.ports, counted, { call: Infinity, moment: 'before' });
  await update(ports);
  const expected = await traces(undisturbed);

  it('does all that there is to do', () => {
    expect(expected.events).toEqual(
      new Set(['01ALERT#1', '02ALERT#1', '03ALERT#1', 'daily-1#failed', 'screen#2009-06-02']),
    );
    expect(expected.alerts.map((alert) => alert?.state)).toEqual([
      'triggered',
      'triggered',
      'triggered',
      'armed',
    ]);
    expect(calls()).toBeGreaterThan(20);
  });

  it.each(
    Array.from({ length: calls() }, (_, index) => index + 1).flatMap((call) => [
      [call, 'before' as const],
      [call, 'after' as const],
    ]),
  )('loses nothing and repeats only the same ids: killed at call %i, %s it', async (call, moment) => {
    const market = await scene();
    await expect(update(mortal(market.ports, counted, { call, moment }).ports)).rejects.toThrow();
    await update(market.ports);
    expect(await traces(market)).toEqual(expected);
  });
});

it('tells of a crossing that it left untold, and then of another that the next price makes', async () => {
  const market = testMarket();
  const { alerts } = market.ports;
  const fall = { kind: 'change-percent', direction: 'below', threshold: -5 } as const;
  await alerts.create(sampleStoredAlert({ ...fall, repeat: true, cooldownMinutes: 720 }));
  const watch = (await alerts.watches(['AAPL'])).get('AAPL');
  if (!watch) throw new TypeError('nobody watches');
  const see = (asOf: string, ports: Pick<StockUpdaterPorts, 'publisher'> = market.ports): Promise<number> =>
    evaluateAlerts(
      watch,
      { quote: priceOf(130, { asOf, changePercent: -6 }), indicators: null },
      { startedAt: '2026-11-20T21:30:00.000Z', correlationId: 'daily-1' },
      { ...market.ports, ...ports },
    );
  const publish = () => Promise.reject(new Error('killed'));
  await expect(see(days.tuesday, { publisher: { publish } })).rejects.toThrow('killed');

  market.setTime('2026-11-21T21:30:00.000Z');
  expect(await see(days.wednesday)).toBe(2);
  expect(market.published.map(({ id, data }) => [id, data])).toMatchObject([
    ['01ALERT#1', { asOf: days.tuesday }],
    ['01ALERT#2', { asOf: days.wednesday }],
  ]);
  expect(await alerts.get('ada', '01ALERT')).toMatchObject({ state: 'waiting', untold: null });
});
