import { expect, it } from 'vitest';
import { createModelSource } from './model-source.ts';

it('chooses by the key that there is now, and tells of each change once', async () => {
  let key: string | undefined;
  const told: string[] = [];
  const source = createModelSource(
    { model: 'gpt-test' },
    { get: async () => key, renew: async () => key },
    ({ name }) => told.push(name),
  );
  await source.choose();
  expect(await source.choose()).toMatchObject({ kind: 'analyst' });
  key = 'sk-one';
  expect(await source.choose()).toMatchObject({ kind: 'openai', apiKey: 'sk-one' });
  key = 'sk-two';
  expect(await source.choose()).toMatchObject({ kind: 'openai', apiKey: 'sk-two' });
  key = undefined;
  await source.choose();
  expect(told).toEqual(['built-in analyst', 'gpt-test', 'built-in analyst']);
});

it('has no model, and not the analyst, while the key can’t be read', async () => {
  const failing = () => Promise.reject(new Error('AccessDenied'));
  const source = createModelSource({}, { get: failing, renew: failing });
  await expect(source.choose()).rejects.toMatchObject({ code: 'model-unavailable' });
});
