import { randomUUID } from 'node:crypto';
import type { SecretVersions } from '@marketscope/domain';
import { expect, it } from 'vitest';

/**
 * What every SecretVersions does.
 * @param setUp makes the versions of one new secret that has none yet, and answers its reference
 */
export function secretVersionsContract(
  setUp: () => Promise<{ versions: SecretVersions; secret: string }>,
): void {
  it('holds nothing at first', async () => {
    const { versions, secret } = await setUp();
    for (const stage of ['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'] as const)
      expect(await versions.read(secret, { stage })).toBeUndefined();
    expect(await versions.read(secret, { version: randomUUID() })).toBeUndefined();
  });

  it('has its first version current at once', async () => {
    const { versions, secret } = await setUp();
    await versions.propose(secret, randomUUID(), 'one');
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('one');
  });

  it('keeps the current text until the next is made current, and that before as the previous one', async () => {
    const { versions, secret } = await setUp();
    const [first, second] = [randomUUID(), randomUUID()];
    await versions.propose(secret, first, 'one');
    await versions.makeCurrent(secret, first);
    await versions.propose(secret, second, 'two');
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('one');
    expect(await versions.read(secret, { version: second })).toBe('two');

    await versions.makeCurrent(secret, second);
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('two');
    expect(await versions.read(secret, { stage: 'AWSPREVIOUS' })).toBe('one');
    expect(await versions.read(secret, { stage: 'AWSPENDING' })).toBeUndefined();
  });

  it('keeps a version’s text when it is proposed again', async () => {
    const { versions, secret } = await setUp();
    const [first, second] = [randomUUID(), randomUUID()];
    await versions.propose(secret, first, 'one');
    await versions.propose(secret, first, 'uno');
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('one');
    await versions.propose(secret, second, 'two');
    await versions.propose(secret, second, 'due');
    expect(await versions.read(secret, { version: second })).toBe('two');
  });

  it('makes a version current once, however often it is asked', async () => {
    const { versions, secret } = await setUp();
    const [first, second] = [randomUUID(), randomUUID()];
    await versions.propose(secret, first, 'one');
    await versions.propose(secret, second, 'two');
    await versions.makeCurrent(secret, second);
    await versions.makeCurrent(secret, second);
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('two');
    expect(await versions.read(secret, { stage: 'AWSPREVIOUS' })).toBe('one');
  });

  it('makes the version before current again: a rollback', async () => {
    const { versions, secret } = await setUp();
    const [first, second] = [randomUUID(), randomUUID()];
    await versions.propose(secret, first, 'one');
    await versions.propose(secret, second, 'two');
    await versions.makeCurrent(secret, second);
    await versions.makeCurrent(secret, first);
    expect(await versions.read(secret, { stage: 'AWSCURRENT' })).toBe('one');
    expect(await versions.read(secret, { stage: 'AWSPREVIOUS' })).toBe('two');
  });
}
