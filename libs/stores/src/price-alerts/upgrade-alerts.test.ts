import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { sampleAlert } from '@marketscope/contracts/fixtures';
import { createEmptyTable, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAlertStore } from './alert-store.ts';
import { upgradeAlerts } from './upgrade-alerts.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

it('finds alerts of an earlier version again, each under its own state, and leaves those of this one', async () => {
  const { documents } = cloud.clients;
  const table = await createEmptyTable(cloud, 'price-alerts');
  const put = (Item: Record<string, unknown>) => documents.send(new PutCommand({ TableName: table, Item }));
  const { id: _, ...own } = sampleAlert({ threshold: 150 });
  const earlier = { ...own, userId: 'ada', armGeneration: 1, armedSince: '2009-06-01T20:00:00.000Z' };
  await put({ ...earlier, alertId: '01A', state: 'armed', armedKey: 'AAPL#price#above#0' });
  await put({ ...earlier, alertId: '01B', state: 'triggered', armedSince: null });
  await put({ userId: '#symbols', alertId: 'AAPL' });
  await put({ userId: '#symbols', alertId: 'MSFT' });
  const store = createAlertStore({ documents, table });

  expect(await upgradeAlerts({ documents, table })).toBe(2);
  expect(await store.list('ada')).toMatchObject([
    { id: '01B', state: 'triggered', pricesOf: '2026-11-20' },
    { id: '01A', state: 'armed', pricesOf: '2009-06-01', revision: 0 },
  ]);
  const query = { symbol: 'AAPL', kind: 'price', direction: 'above', value: 151 } as const;
  for await (const page of store.armedMetBy(query)) expect(page.map(({ id }) => id)).toEqual(['01A']);
  expect(await store.symbols()).toEqual(new Set(['AAPL']));
  expect(await upgradeAlerts({ documents, table })).toBe(0);
});
