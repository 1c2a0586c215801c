import { serviceEnvironment } from '@marketscope/contracts/topology';
import { ConfigurationError } from '@marketscope/runtime';
import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { readConfig } from './config.ts';

it('reads what the topology gives it, with defaults for the rest', async () => {
  const address = (name: string): string => `address-of-${name}`;
  const service = (await readTopology()).services['chat-api'];
  if (!service) throw new TypeError('the topology has no chat-api');
  const environment = serviceEnvironment(service, {
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
