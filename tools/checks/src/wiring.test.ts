import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { topologySchema } from '@marketscope/contracts/topology';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { wiringPage } from './wiring-page.ts';

const workspace = path.resolve(import.meta.dirname, '../../..');
const topology = topologySchema.parse(
  JSON.parse(await readFile(path.join(workspace, 'infra/topology.json'), 'utf8')),
);

const names = z.array(z.string()).default([]);
const configuration = z.object({
  resourceNames: z.object({
    tables: names,
    queues: names,
    topics: names,
    buckets: names,
    secrets: names,
    parameters: names,
  }),
});

describe.each(Object.entries(topology.services))('%s', async (name, service) => {
  const module: unknown = await import(
    pathToFileURL(path.join(workspace, `apps/${name}/src/config.ts`)).href
  );
  const { resourceNames } = configuration.parse(module);

  it.each(['tables', 'queues', 'topics', 'buckets', 'secrets', 'parameters'] as const)(
    'names the %s that the topology grants it, and no other',
    (kind) => {
      expect(resourceNames[kind].toSorted()).toEqual(Object.keys(service.grants[kind]).toSorted());
    },
  );

  it('has the entry that its kind is started by', () => {
    const entry = service.kind === 'function' ? 'lambda.ts' : 'main.ts';
    expect(existsSync(path.join(workspace, `apps/${name}/src/${entry}`))).toBe(true);
  });
});

it('docs/reference/wiring.md tells what the topology says (npm run docs writes it)', async () => {
  expect(await readFile(path.join(workspace, 'docs/reference/wiring.md'), 'utf8')).toBe(
    await wiringPage(topology),
  );
});
