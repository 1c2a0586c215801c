import { captureLogger } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { readConfig } from '../config.ts';
import { environmentWithoutCloud } from '../testing/service-environment.ts';
import { modelSource } from './model-source.ts';

const azure = {
  AZURE_OPENAI_ENDPOINT: 'https://us.openai.azure.com',
  AZURE_OPENAI_DEPLOYMENT: 'our-gpt',
  AZURE_OPENAI_API_VERSION: '2024-10-21',
};

/** The service's source of its model, with what an operator has put into secrets. */
async function setUp(settings: Record<string, string>, secrets: Record<string, string> = {}) {
  const { logger, lines } = captureLogger();
  const config = readConfig({ ...(await environmentWithoutCloud()), ...settings });
  const reads: string[] = [];
  const source = modelSource(config, logger, (reference) => {
    const read = async () => {
      reads.push(reference);
      return secrets[reference];
    };
    return { get: read, renew: read };
  });
  return { source, lines, reads, secrets };
}

it('takes the key from its secret, once it is asked for, and follows it', async () => {
  const { source, reads, lines, secrets } = await setUp({});
  expect(reads).toEqual([]);
  for (let time = 0; time < 3; time += 1) expect(await source.choose()).toMatchObject({ kind: 'analyst' });
  secrets['address-of-openai-api-key'] = 'sk-first';
  const choice = await source.choose();
  expect(choice).toMatchObject({ kind: 'openai', apiKey: 'sk-first', name: 'gpt-5-mini' });
  secrets['address-of-openai-api-key'] = 'sk-second';
  expect(await source.renew(choice)).toMatchObject({ kind: 'openai', apiKey: 'sk-second' });

  expect(lines.map(({ msg, model }) => [msg, model])).toEqual([
    ['no key of a model is set: the built-in analyst answers', 'built-in analyst'],
    ['a language model answers', 'gpt-5-mini'],
  ]);
  expect(JSON.stringify(lines)).not.toContain('sk-');
});

it('takes a key of the environment before that of the secret, which it then leaves alone', async () => {
  const { source, reads } = await setUp(
    { OPENAI_API_KEY: 'sk-laptop', OPENAI_MODEL: 'gpt-test' },
    { 'address-of-openai-api-key': 'sk-secret' },
  );
  expect(await source.choose()).toMatchObject({ apiKey: 'sk-laptop', name: 'gpt-test' });
  expect(reads).toEqual([]);
});

it('takes Azure’s own key where Azure is set, and no other', async () => {
  const { source, reads } = await setUp(azure, {
    'address-of-azure-openai-key': 'azure-key',
    'address-of-openai-api-key': 'sk-secret',
  });
  expect(await source.choose()).toEqual({
    kind: 'azure',
    name: 'our-gpt',
    apiKey: 'azure-key',
    azure: { endpoint: azure.AZURE_OPENAI_ENDPOINT, deployment: 'our-gpt', apiVersion: '2024-10-21' },
  });
  expect(reads).toEqual(['address-of-azure-openai-key']);
});
