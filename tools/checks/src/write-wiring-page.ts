import { readFile, writeFile } from 'node:fs/promises';
import { topologySchema } from '@marketscope/contracts/topology';
import { wiringPage } from './wiring-page.ts';

const workspace = new URL('../../../', import.meta.url);
const topology = topologySchema.parse(
  JSON.parse(await readFile(new URL('infra/topology.json', workspace), 'utf8')),
);
await writeFile(new URL('docs/reference/wiring.md', workspace), await wiringPage(topology));
