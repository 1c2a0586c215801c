import { randomUUID } from 'node:crypto';
import type { SecretVersions } from '@marketscope/domain';
import {
  ACCESS_TOKEN_SECONDS,
  createSigningKeys,
  generatedSecrets,
  SIGNING_KEY_CACHE_SECONDS,
  signingKeySet,
  type SigningKeySet,
} from '@marketscope/runtime';
import { captureLogger, createFakeSecretVersions } from '@marketscope/testing';
import { describe, expect, it } from 'vitest';
import { createSecretRotator } from './app.ts';
import type { RotationEvent } from './rotation/rotation-event.ts';

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'] as const;
const arn = 'arn:aws:secretsmanager:us-east-1:123456789012:secret:marketscope-test-jwt-secret-a1b2c3';

/** The rotator over versions in memory, at a time that only the test moves on. */
function aRotator(versions: SecretVersions = createFakeSecretVersions()) {
  const state = { now: Date.parse('2026-11-20T12:00:00.000Z') };
  const { logger, lines } = captureLogger();
  const handler = createSecretRotator({
    secrets: new Map([[arn, { name: 'jwt-secret', generated: generatedSecrets['jwt-secret'] }]]),
    versions,
    logger,
    now: () => new Date(state.now),
  });
  const step = (Step: RotationEvent['Step'], ClientRequestToken: string) =>
    handler({ Step, SecretId: arn, ClientRequestToken });
  return {
    state,
    lines,
    versions,
    handler,
    step,
    async rotate(token = randomUUID()): Promise<string> {
      for (const name of steps) await step(name, token);
      return token;
    },
    async currentKeys(): Promise<SigningKeySet> {
      return signingKeySet.parse(JSON.parse((await versions.read(arn, { stage: 'AWSCURRENT' })) ?? 'null'));
    },
    /** The keys as a service that runs on sees them. */
    service: () =>
      createSigningKeys({
        read: async () => (await versions.read(arn, { stage: 'AWSCURRENT' })) ?? '',
        readPrevious: () => versions.read(arn, { stage: 'AWSPREVIOUS' }),
        onFailure: (error) => {
          throw error;
        },
        clock: () => state.now,
      }),
  };
}

describe('a rotation of jwt-secret', () => {
  it('makes a first key that signs at once', async () => {
    const rotator = aRotator();
    await rotator.rotate();
    const { keys } = await rotator.currentKeys();
    expect((await rotator.service().signer()).kid).toBe(keys[0]?.kid);
  });

  it('lets a token signed before it verify after it, until it has ended', async () => {
    const rotator = aRotator();
    await rotator.rotate();
    const service = rotator.service();
    const before = await service.signer();
    await rotator.rotate();
    const other = rotator.service();

    expect((await other.verifier(before.kid))?.jwk.x).toBe(before.jwk.x);
    rotator.state.now += (3 * SIGNING_KEY_CACHE_SECONDS + ACCESS_TOKEN_SECONDS + 1) * 1000;
    expect(await other.verifier(before.kid)).toBeUndefined();
  });

  it('does not sign with the new key before its time, and every service knows it by then', async () => {
    const rotator = aRotator();
    await rotator.rotate();
    const running = rotator.service();
    const old = await running.signer();
    await rotator.rotate();
    const [next] = (await rotator.currentKeys()).keys;

    for (let second = 0; second < 2 * SIGNING_KEY_CACHE_SECONDS; second += 60) {
      expect((await running.signer()).kid).toBe(old.kid);
      expect((await rotator.service().signer()).kid).toBe(old.kid);
      rotator.state.now += 60_000;
    }
    expect((await running.signer()).kid).toBe(next?.kid);
  });

  it('is rolled back by moving the label, and the next one goes on from there', async () => {
    const rotator = aRotator();
    const first = await rotator.rotate();
    const old = await rotator.service().signer();
    await rotator.rotate();
    rotator.state.now += 11 * 60_000;
    const newer = await rotator.service().signer();

    await rotator.versions.makeCurrent(arn, first);
    expect((await rotator.service().signer()).kid).toBe(old.kid);
    expect((await rotator.service().verifier(newer.kid))?.kid).toBe(newer.kid);

    await rotator.rotate();
    expect((await rotator.service().signer()).kid).toBe(old.kid);
    expect((await rotator.service().verifier(newer.kid))?.kid).toBe(newer.kid);
    rotator.state.now += 11 * 60_000;
    expect([old.kid, newer.kid]).not.toContain((await rotator.service().signer()).kid);
  });
});

describe('a rotation that breaks off and is repeated', () => {
  it('makes one version, whatever steps are taken twice', async () => {
    const once = aRotator();
    await once.rotate();
    const token = randomUUID();
    for (const step of steps) {
      await once.step(step, token);
      await once.step(step, token);
    }
    const { keys } = await once.currentKeys();
    expect(keys).toHaveLength(2);
    await once.rotate(token);
    expect(await once.currentKeys()).toEqual({ keys });
  });

  it.each([1, 2, 3])('ends as if it had not, begun anew after step %i', async (taken) => {
    const rotator = aRotator();
    await rotator.rotate();
    const before = await rotator.currentKeys();
    const token = randomUUID();
    for (const step of steps.slice(0, taken)) await rotator.step(step, token);
    expect(await rotator.currentKeys()).toEqual(before);
    await rotator.rotate(token);
    const after = await rotator.currentKeys();
    expect(after.keys.map(({ kid }) => kid)).toContain(before.keys[0]?.kid);
    expect(after.keys).toHaveLength(2);
  });

  it('refuses a step before the first', async () => {
    const rotator = aRotator();
    await rotator.rotate();
    await expect(rotator.step('finishSecret', randomUUID())).rejects.toMatchObject({
      code: 'rotation-out-of-order',
    });
  });
});

describe('what it does not do', () => {
  it('does not rotate a secret that it was not given', async () => {
    const { handler } = aRotator();
    const event = { Step: 'createSecret', SecretId: `${arn}-other`, ClientRequestToken: randomUUID() };
    await expect(handler(event)).rejects.toMatchObject({ code: 'secret-not-rotated-here' });
  });

  it('does not make a value current that fails its test', async () => {
    const versions = createFakeSecretVersions();
    const rotator = aRotator(versions);
    await rotator.rotate();
    const before = await rotator.currentKeys();
    const token = randomUUID();
    await versions.propose(arn, token, '{"keys":[]}');
    await expect(rotator.rotate(token)).rejects.toThrow();
    expect(await rotator.currentKeys()).toEqual(before);
  });

  it('logs which step of which secret it took, but not what a secret holds', async () => {
    const rotator = aRotator();
    await rotator.rotate();
    await rotator.rotate();
    const logged = JSON.stringify(rotator.lines);
    expect(logged).toContain('"of":"jwt-secret","step":"finishSecret"');
    for (const { jwk } of (await rotator.currentKeys()).keys) expect(logged).not.toContain(jwk.d);
  });
});
