import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTopology } from '@marketscope/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepSecrets } from './secrets.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'secrets-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('makes what the system generates once, and leaves what an operator gives to them', async () => {
  const { secrets } = await readTopology();
  const keep = async () => keepSecrets(folder, ['jwt-secret', 'smtp-password'], secrets);
  const fileOf = async (name: string) => fileURLToPath((await keep()).get(name) ?? '');

  const keys = await readFile(await fileOf('jwt-secret'), 'utf8');
  expect(await readFile(await fileOf('jwt-secret'), 'utf8')).toBe(keys);
  expect(await fileOf('smtp-password')).toBe(path.join(folder, 'smtp-password'));
  expect(existsSync(await fileOf('smtp-password'))).toBe(false);
});

it('refuses a generated secret that nothing here makes', async () => {
  const secrets = {
    'new-key': {
      description: 'd',
      origin: 'generated',
      rotation: { service: 'secret-rotator', everyDays: 30 },
    },
  } as const;
  await expect(keepSecrets(folder, ['new-key'], secrets)).rejects.toThrow(
    'nothing here makes the secret new-key',
  );
});
