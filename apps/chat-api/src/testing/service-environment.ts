import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serviceEnvironment } from '@marketscope/contracts/topology';
import { newSigningKeySet } from '@marketscope/runtime';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';

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
        secret: () => pathToFileURL(secret).href,
      }),
      MARKET_DATA: 'replay',
    },
    async stop() {
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @throws TypeError when it isn't */
export function present(value: string | undefined): string {
  if (value === undefined) throw new TypeError('the local cloud lacks what the topology names');
  return value;
}
