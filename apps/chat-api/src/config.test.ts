import { serviceEnvironment } from '@marketscope/contracts/topology';
import { ConfigurationError } from '@marketscope/runtime';
import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { readConfig, resources } from './config.ts';

async function grants() {
  const service = (await readTopology()).services['chat-api'];
  if (!service) throw new TypeError('the topology has no chat-api');
  return service;
}

it('uses what the topology grants, no more and no less', async () => {
  const granted = Object.fromEntries(
    Object.entries((await grants()).grants)
      .filter(([kind]) => kind !== 'indexes')
      .map(([kind, names]) => [kind, Object.keys(names).toSorted()]),
  );
  const used = Object.fromEntries(Object.entries(resources).map(([kind, names]) => [kind, names.toSorted()]));
  expect({ queues: [], buckets: [], ...used }).toEqual(granted);
});

it('reads what the topology gives it, with defaults for the rest', async () => {
  const address = (name: string): string => `address-of-${name}`;
  const environment = serviceEnvironment(await grants(), {
    table: address,
    queue: address,
    topic: address,
    bucket: address,
    secret: address,
  });
  expect(readConfig(environment)).toMatchObject({
    tables: { 'price-alerts': 'address-of-price-alerts' },
    secrets: { 'jwt-secret': 'address-of-jwt-secret' },
    HOST: '127.0.0.1',
    INBOX_STREAM_SECONDS: 20,
  });
});

it('names every fault of the environment at once', () => {
  const faults = (): void => void readConfig({ PORT: 'eighty', MARKET_DATA: 'tea-leaves' });
  expect(faults).toThrow(ConfigurationError);
  for (const variable of [
    'TABLE_USERS',
    'TOPIC_ARN_ACCOUNT_EVENTS',
    'SECRET_JWT_SECRET',
    'PORT',
    'MARKET_DATA',
  ])
    expect(faults).toThrow(variable);
});
