import { createEmptyTable, readTopology, startLocalCloud } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { dayOfReads } from './alerts.ts';
import { tableInMemory } from './table-in-memory.ts';

async function inMemory(size: number) {
  const table = (await readTopology()).tables['price-alerts'];
  if (!table) throw new TypeError('the topology has no table price-alerts');
  return dayOfReads(tableInMemory(table), 'price-alerts', size);
}

it('counts in memory what the emulator’s table counts', async () => {
  const cloud = await startLocalCloud();
  try {
    const table = await createEmptyTable(cloud, 'price-alerts');
    expect(await dayOfReads(cloud.clients.documents, table, 600)).toEqual(await inMemory(600));
  } finally {
    await cloud.stop();
  }
}, 60_000);

it('has alerts fire and arm again, and reads no more of them when more exist', async () => {
  const [few, many] = [await inMemory(600), await inMemory(6000)];
  expect(few.fired).toBeGreaterThan(300);
  expect(few.armed).toBeGreaterThan(300);
  expect(many).toMatchObject({ fired: few.fired, armed: few.armed, items: few.items });
});
