import { matchesPattern, readMetricFilters } from '@marketscope/testing';
import { updateOrder } from '@marketscope/contracts';
import { DAILY_UPDATE_MINUTES } from '@marketscope/domain';
import { invocationWith, queueEvent, readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { createStockUpdater } from '../app.ts';
import { priceOf, testMarket } from '../testing/test-market.ts';

/** How many daily updates the alarm `update-missed` counts in what was logged. */
async function countDailyUpdates(lines: readonly object[]): Promise<number> {
  const filters = Object.values(await readMetricFilters()).filter(({ metric }) => metric === 'DailyUpdates');
  expect(filters.map(({ group }) => group)).toEqual(['background-jobs', 'background-jobs']);
  return lines.filter((line) => filters.some(({ pattern }) => matchesPattern(pattern, line))).length;
}

async function run(order: object, options: Parameters<typeof testMarket>[0] = {}) {
  const { ports, sent, lines, offer } = testMarket({ universe: ['AAPL'], ...options });
  offer(priceOf(140));
  const handler = createStockUpdater(ports);
  await handler(updateOrder.parse(order), invocationWith(60_000));
  const planned = await countDailyUpdates(lines);
  await handler(queueEvent('market-updates', sent), invocationWith(60_000));
  return { planned, counted: await countDailyUpdates(lines), lines };
}

it('counts a daily update for the alarm of a missed one when it ends, and not when it is only planned', async () => {
  const scheduled = { trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' };
  expect(await run(scheduled)).toMatchObject({ planned: 0, counted: 1 });
});

it('counts no daily update that failed, and says why it did', async () => {
  const { counted, lines } = await run({ trigger: 'daily' }, { universe: ['AAPL', 'NONE'] });
  expect(counted).toBe(0);
  expect(lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      msg: 'update failed',
      status: 'failed',
      reason: expect.stringContaining('1 of 2 symbols have no price'),
    }),
  );
});

it('counts a daily update that has nothing to do', async () => {
  const timeline = async () => ({ skipped: '2026-11-26 has no trading session in New York' });
  expect((await run({ trigger: 'daily' }, { timeline })).counted).toBe(1);
});

it('counts no intraday update, whether it ends or has nothing to do', async () => {
  expect((await run({ trigger: 'intraday' })).counted).toBe(0);
  const timeline = async () => ({ skipped: 'the market is closed at this hour' });
  expect((await run({ trigger: 'intraday' }, { timeline })).counted).toBe(0);
});

it('writes to the log group that is counted, and is due when the schedule says', async () => {
  const { services, schedules } = await readTopology();
  expect(services['stock-updater']?.logGroup).toBe('background-jobs');
  const [hour, minute] = [Math.floor(DAILY_UPDATE_MINUTES / 60), DAILY_UPDATE_MINUTES % 60];
  expect(schedules['daily-update']?.expression).toBe(`cron(${minute} ${hour} ? * MON-FRI *)`);
});
