import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAlertStore } from '@marketscope/stores';
import { createEmptyTable, readTopology, startLocalCloud } from '@marketscope/testing';
import { benchRow, type BenchRow } from '../row.ts';
import { dormant, moving } from './alert-mixture.ts';
import { countReads } from './counted-reads.ts';
import { tableInMemory } from './table-in-memory.ts';
import { watchedMarket } from './watched-market.ts';

const SIZES = [1000, 10_000, 100_000, 1_000_000] as const;

/** Up to this many alerts the emulator's table counts too, and has to count the same. */
const EMULATED = 10_000;

/** The updates of a day: down, up and again, with time for rests and snoozes to end. */
const updates = [
  { minute: 0, price: 96 },
  { minute: 10, price: 104 },
  { minute: 30, price: 96 },
  { minute: 40, price: 104 },
];

/** What the updates of a day read of a table of alerts, and what came of it. */
interface DayOfReads {
  items: number;
  queries: number;
  fired: number;
  armed: number;
}

/**
 * Items read by updates over what they fire, arm again and ask, and that reading doesn't grow with the alerts that merely
 * exist. Counted in a table in memory, which the emulator's has to agree with as far as it can hold them.
 */
export async function* benchAlerts(): AsyncIterable<BenchRow> {
  const days: DayOfReads[] = [];
  for (const size of SIZES) {
    const day = await dayInMemory(size);
    if (size <= EMULATED) assertSame(day, await dayInEmulator(size), size);
    days.push(day);
    yield benchRow(
      `alerts: items read by four updates, ${size.toLocaleString('en-US')} alerts`,
      { value: day.items, unit: 'items', limit: day.fired + day.armed + day.queries },
      { atMost: 1.1 },
    );
  }
  const [least, most] = [days[0], days.at(-1)];
  if (least && most)
    yield benchRow(
      'alerts: items read, 1,000,000 alerts over 1,000',
      { value: most.items, unit: 'items', limit: least.items },
      { atMost: 1.1 },
    );
}

async function dayInMemory(size: number): Promise<DayOfReads> {
  const table = (await readTopology()).tables['price-alerts'];
  if (!table) throw new TypeError('the topology has no table price-alerts');
  return dayOfReads(tableInMemory(table), 'price-alerts', size);
}

async function dayInEmulator(size: number): Promise<DayOfReads> {
  const cloud = await startLocalCloud();
  try {
    return await dayOfReads(cloud.clients.documents, await createEmptyTable(cloud, 'price-alerts'), size);
  } finally {
    await cloud.stop();
  }
}

/** Four updates of a table with so many alerts, of which the same always move. */
export async function dayOfReads(
  documents: DynamoDBDocumentClient,
  table: string,
  size: number,
): Promise<DayOfReads> {
  const { counted, reads } = countReads(documents);
  const alerts = createAlertStore({ documents: counted, table });
  let made = 0;
  for (const alert of moving()) {
    await alerts.create(alert);
    made += 1;
  }
  for (const alert of dormant(size - made)) await alerts.create(alert);

  const market = watchedMarket(alerts);
  reads.items = reads.queries = reads.armed = 0;
  let fired = 0;
  for (const { minute, price } of updates) fired += await market.update(minute, price);
  return { ...reads, fired };
}

function assertSame(inMemory: DayOfReads, inEmulator: DayOfReads, size: number): void {
  const [one, other] = [inMemory, inEmulator].map((day) => JSON.stringify(day));
  if (one !== other)
    throw new Error(`with ${size} alerts the table in memory counts ${one}, the emulator ${other}`);
}
