import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { optionalSecret } from './optional-secret.ts';

const unset = (): Error =>
  Object.assign(new Error("can't find the specified secret value"), { name: 'ResourceNotFoundException' });

it('has no value while the operator has set none, and has it within five minutes after', async () => {
  let time = 0;
  let answer = async (): Promise<string> => {
    throw unset();
  };
  const secret = optionalSecret('arn', { read: () => answer(), now: () => time });
  expect(await secret()).toBeUndefined();
  answer = async () => 'set\n';
  time = 299_999;
  expect(await secret()).toBeUndefined();
  time = 300_000;
  expect(await secret()).toBe('set');
});

it('is read once for many at once, and again after a failure', async () => {
  let reads = 0;
  const secret = optionalSecret('arn', {
    read: async () => {
      reads += 1;
      if (reads === 1) throw new Error('throttled');
      return 'value';
    },
  });
  await expect(secret()).rejects.toThrow('throttled');
  expect(await Promise.all([secret(), secret(), secret()])).toEqual(['value', 'value', 'value']);
  expect(reads).toBe(2);
});

it('may be a file that is not there', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'secret-'));
  const file = path.join(folder, 'smtp-password');
  const { href } = pathToFileURL(file);
  try {
    expect(await optionalSecret(href)()).toBeUndefined();
    await writeFile(file, 'from a file\n');
    expect(await optionalSecret(href)()).toBe('from a file');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
