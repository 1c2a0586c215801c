import { randomUUID } from 'node:crypto';
import { databaseCredentials, generatedSecrets } from '@marketscope/runtime';
import { createFakeSecretVersions } from '@marketscope/testing';
import { describe, expect, it } from 'vitest';
import { takeRotationStep } from './rotate-secret.ts';
import type { SecretHolder } from './rotated-secret.ts';

const secret = 'database-password';
const generated = generatedSecrets[secret];
const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;

/** A database that lets in who knows its password, and may be down. */
function aDatabase() {
  const state = { password: '', down: false, adoptions: 0 };
  const password = (text: string): string => databaseCredentials.parse(JSON.parse(text)).password;
  const holder: SecretHolder = {
    async adopt({ pending }) {
      if (state.down) throw new Error('connection refused');
      state.adoptions++;
      state.password = password(pending);
    },
    async tryOut(pending) {
      if (password(pending) !== state.password) throw new Error('access denied');
    },
  };
  return { state, holder };
}

function aRotation(holder?: SecretHolder) {
  const versions = createFakeSecretVersions();
  const ports = { versions, now: () => new Date('2026-11-20T12:00:00.000Z') };
  const rotated = { name: secret, generated, ...(holder && { holder }) };
  return {
    versions,
    step: (Step: (typeof steps)[number], ClientRequestToken: string) =>
      takeRotationStep(ports, rotated, { Step, SecretId: secret, ClientRequestToken }),
    async current() {
      const text = await versions.read(secret, { stage: 'AWSCURRENT' });
      return databaseCredentials.parse(JSON.parse(text ?? 'null'));
    },
  };
}

describe('a password that a database holds', () => {
  it('works in the database when it becomes current', async () => {
    const database = aDatabase();
    const rotation = aRotation(database.holder);
    for (const token of [randomUUID(), randomUUID()]) {
      for (const step of steps) await rotation.step(step, token);
      expect(database.state.password).toBe((await rotation.current()).password);
    }
  });

  it('stays what it was while the database is down, and is taken over when it is up', async () => {
    const database = aDatabase();
    const rotation = aRotation(database.holder);
    const first = randomUUID();
    for (const step of steps) await rotation.step(step, first);
    const before = await rotation.current();

    database.state.down = true;
    const second = randomUUID();
    await rotation.step('createSecret', second);
    await expect(rotation.step('setSecret', second)).rejects.toThrow('connection refused');
    expect(await rotation.current()).toEqual(before);
    expect(database.state.password).toBe(before.password);

    database.state.down = false;
    for (const step of steps) await rotation.step(step, second);
    expect(database.state.password).toBe((await rotation.current()).password);
    expect((await rotation.current()).password).not.toBe(before.password);
  });

  it('does not become current when the database refuses it', async () => {
    const database = aDatabase();
    const rotation = aRotation(database.holder);
    const first = randomUUID();
    for (const step of steps) await rotation.step(step, first);
    const second = randomUUID();
    await rotation.step('createSecret', second);
    await expect(rotation.step('testSecret', second)).rejects.toThrow('access denied');
  });

  it('is not rotated when no database is there to take it over', async () => {
    const rotation = aRotation();
    await expect(rotation.step('createSecret', randomUUID())).rejects.toMatchObject({
      code: 'secret-has-no-holder',
    });
    expect(await rotation.versions.read(secret, { stage: 'AWSCURRENT' })).toBeUndefined();
  });
});
