import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { topologySchema, type Topology } from '@marketscope/contracts/topology';

/** The folder of the repository. */
export const workspace = path.resolve(import.meta.dirname, '../../..');

/** The page is released like the services, though it is no function of the topology. */
export const page = 'web';

/** Reads and checks `infra/topology.json`. */
export async function readTopology(): Promise<Topology> {
  return topologySchema.parse(
    JSON.parse(await readFile(path.join(workspace, 'infra/topology.json'), 'utf8')),
  );
}
