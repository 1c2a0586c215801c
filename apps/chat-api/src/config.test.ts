import { ConfigurationError } from '@marketscope/runtime';
import { expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { environmentWithoutCloud } from './testing/service-environment.ts';

it('reads what the topology gives it, with defaults for the rest', async () => {
  expect(readConfig(await environmentWithoutCloud())).toMatchObject({
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

it('takes Azure’s settings together or not at all', async () => {
  const surroundings = await environmentWithoutCloud();
  const azure = { AZURE_OPENAI_ENDPOINT: 'https://us.openai.azure.com', AZURE_OPENAI_DEPLOYMENT: 'gpt' };
  expect(() => readConfig({ ...surroundings, ...azure })).toThrow('AZURE_OPENAI_API_VERSION: is missing');
  const embeddings = {
    EMBEDDINGS: 'azure',
    AZURE_OPENAI_ENDPOINT: azure.AZURE_OPENAI_ENDPOINT,
    AZURE_OPENAI_API_VERSION: '2024-10-21',
  };
  expect(() => readConfig({ ...surroundings, ...embeddings })).toThrow('AZURE_OPENAI_EMBEDDING_DEPLOYMENT');
  // Another model may answer than the one that embeds.
  readConfig({ ...surroundings, ...embeddings, AZURE_OPENAI_EMBEDDING_DEPLOYMENT: 'ours' });
  const none = { ...surroundings, AZURE_OPENAI_ENDPOINT: '', AZURE_OPENAI_DEPLOYMENT: '' };
  expect(readConfig(none).AZURE_OPENAI_ENDPOINT).toBeUndefined();
});
