import { randomUUID } from 'node:crypto';
import type { LocalCloud } from './local-cloud.ts';
import { makeTable } from './tables.ts';

/** Makes one more table, shaped as the topology's table of that name, for one test alone; answers its name. */
export async function createEmptyTable(cloud: LocalCloud, name: string): Promise<string> {
  const table = cloud.topology.tables[name];
  if (!table) throw new TypeError(`the topology has no table ${name}`);
  const tableName = `${name}-${randomUUID()}`;
  await makeTable(cloud.clients.dynamodb, tableName, table);
  return tableName;
}
