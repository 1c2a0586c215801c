import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serviceEnvironment } from '@marketscope/contracts/topology';
import { newSigningKeySet } from '@marketscope/runtime';
import { readTopology, startLocalCloud, type LocalCloud } from '@marketscope/testing';

/** A local cloud, and the environment in which the service finds it. */
export interface ServiceSurroundings {
  cloud: LocalCloud;
  environment: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts a local cloud for the service, with signing keys of its own and the replayed market. */
export async function startSurroundings(): Promise<ServiceSurroundings> {
  const cloud = await startLocalCloud();
  const folder = await mkdtemp(path.join(tmpdir(), 'chat-api-'));
  const secret = path.join(folder, 'jwt-secret.json');
  await writeFile(secret, JSON.stringify(newSigningKeySet()));
  const service = cloud.topology.services['chat-api'];
  if (!service) throw new TypeError('the topology has no chat-api');
  const { tables, queues, topics, buckets } = cloud.resources;
  return {
    cloud,
    environment: {
      ...cloud.environment,
      ...serviceEnvironment(service, {
        table: (name) => present(tables[name]),
        queue: (name) => present(queues[name]),
        topic: (name) => present(topics[name]),
        bucket: (name) => present(buckets[name]),
        // An operator's are not set.
        secret: (name) => pathToFileURL(name === 'jwt-secret' ? secret : path.join(folder, name)).href,
        parameter: (name) => `env:NO_${name}`,
      }),
      MARKET_DATA: 'replay',
    },
    async stop() {
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The environment that the topology gives the service, with addresses that lead nowhere: `address-of-<name>`. */
export async function environmentWithoutCloud(): Promise<Record<string, string>> {
  const address = (name: string): string => `address-of-${name}`;
  const service = (await readTopology()).services['chat-api'];
  if (!service) throw new TypeError('the topology has no chat-api');
  return serviceEnvironment(service, {
    table: address,
    queue: address,
    topic: address,
    bucket: address,
    secret: address,
    parameter: address,
  });
}

/** @throws TypeError when it isn't */
export function present(value: string | undefined): string {
  if (value === undefined) throw new TypeError('the local cloud lacks what the topology names');
  return value;
}
