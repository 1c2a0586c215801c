import { beforeEach, describe, expect, it } from 'vitest';
import { FakeCloud } from '../testing/fake-functions.ts';
import { deployService, promoteCanary, rollBackService } from './service-release.ts';

const artifact = (letter: string) => ({ digest: letter.repeat(64), zip: new Uint8Array() });
const [A, B, C] = [artifact('a'), artifact('b'), artifact('c')];
const service = 'chat-api';

let cloud: FakeCloud;
beforeEach(() => {
  cloud = new FakeCloud();
  cloud.add(service);
  cloud.add('stock-updater');
});
const deploy = (release: typeof A | { digest: string }, canaryPercent?: number) =>
  deployService(cloud.ports(), service, release, { layers: [], canaryPercent });
const rollBack = () => rollBackService(cloud.ports(), service);
const promote = () => promoteCanary(cloud.ports(), service);
const serves = () => cloud.serving(service)?.code;

describe('a deployment', () => {
  it('has the new release serve, and remembers the one before it', async () => {
    await deploy(A);
    await deploy(B);
    expect(serves()).toBe(B.digest);
    expect(cloud.records.get(service)).toMatchObject({
      digest: B.digest,
      version: '3',
      previous: { digest: A.digest, version: '2' },
    });
  });

  it('has no release before the first', async () => {
    await deploy(A);
    expect(cloud.records.get(service)?.previous).toBeNull();
  });

  it('changes nothing when it is repeated', async () => {
    await deploy(A);
    const before = structuredClone([cloud.of(service), cloud.records.get(service)]);
    expect((await deploy(A)).changed).toBe(false);
    expect([cloud.of(service), cloud.records.get(service)]).toEqual(before);
  });

  it('changes no other service', async () => {
    const before = structuredClone(cloud.of('stock-updater'));
    await deploy(A);
    expect(cloud.of('stock-updater')).toEqual(before);
    expect(cloud.records.has('stock-updater')).toBe(false);
  });

  it('has a configuration that Terraform changed serve, without a new release', async () => {
    await deploy(A);
    await deploy(B);
    cloud.of(service).configuration = 'more memory';
    await deploy(B);
    expect(cloud.serving(service)).toEqual({ code: B.digest, configuration: 'more memory' });
    expect(cloud.records.get(service)?.previous?.digest).toBe(A.digest);
  });

  it('takes a release from before by its digest, and none that there never was', async () => {
    await deploy(A);
    await deploy(B);
    await deploy({ digest: A.digest });
    expect(serves()).toBe(A.digest);
    await expect(deploy({ digest: C.digest })).rejects.toThrow(`the releases hold no ${C.digest}`);
  });
});

describe('a canary', () => {
  beforeEach(() => deploy(A));

  it('gets its share, and serves all when it is promoted', async () => {
    await deploy(B, 10);
    expect(cloud.of(service).live).toMatchObject({ version: '2', canary: { version: '3', percent: 10 } });
    expect(cloud.records.get(service)?.digest).toBe(A.digest);
    await promote();
    expect(cloud.of(service).live).toEqual({ version: '3' });
    expect(cloud.records.get(service)).toMatchObject({ digest: B.digest, previous: { digest: A.digest } });
  });

  it('is ended by a rollback, which restores the code and goes no further back', async () => {
    await deploy(B);
    await deploy(C, 10);
    await rollBack();
    expect(cloud.of(service)).toMatchObject({ code: B.digest, live: { version: '3' } });
    expect(cloud.records.get(service)).toMatchObject({ digest: B.digest, previous: { digest: A.digest } });
  });

  it('is not overtaken by another release', async () => {
    await deploy(B, 10);
    await expect(deploy(C)).rejects.toThrow('has a canary of another release');
  });

  it('is not shared with the empty release that Terraform made', async () => {
    const first = 'stock-updater';
    await deployService(cloud.ports(), first, A, { layers: [], canaryPercent: 10 });
    expect(cloud.of(first).live).toEqual({ version: '2' });
  });

  it('is needed for a promotion', async () => {
    await expect(promote()).rejects.toThrow('has no canary');
  });
});

describe('a rollback', () => {
  it('restores code and alias to the release before', async () => {
    await deploy(A);
    await deploy(B);
    await rollBack();
    expect(serves()).toBe(A.digest);
    expect(cloud.of(service).code).toBe(A.digest);
  });

  it('leaves the configuration to Terraform', async () => {
    await deploy(A);
    cloud.of(service).configuration = 'more memory';
    await deploy(B);
    await rollBack();
    expect(cloud.serving(service)).toEqual({ code: A.digest, configuration: 'more memory' });
  });

  it('does not go forward again when it is repeated', async () => {
    await deploy(A);
    await deploy(B);
    await rollBack();
    await expect(rollBack()).rejects.toThrow('has no release before');
    expect(serves()).toBe(A.digest);
  });

  it('has nowhere to go from the first release', async () => {
    await deploy(A);
    await expect(rollBack()).rejects.toThrow('has no release before');
  });
});

describe('a process that is killed', () => {
  const scenarios: Record<
    string,
    { before: () => Promise<unknown>; command: () => Promise<unknown>; ends: string }
  > = {
    'while it deploys': { before: () => deploy(A), command: () => deploy(B), ends: B.digest },
    'while it begins a canary': { before: () => deploy(A), command: () => deploy(B, 10), ends: A.digest },
    'while it promotes a canary': {
      before: async () => {
        await deploy(A);
        await deploy(B, 10);
      },
      command: promote,
      ends: B.digest,
    },
    'while it rolls back': {
      before: async () => {
        await deploy(A);
        await deploy(B);
      },
      command: rollBack,
      ends: A.digest,
    },
    'while it ends a canary': {
      before: async () => {
        await deploy(A);
        await deploy(B);
        await deploy(C, 10);
      },
      command: rollBack,
      ends: B.digest,
    },
    'while it ends a canary of the release before': {
      before: async () => {
        await deploy(A);
        await deploy(B);
        await deploy(A, 10);
      },
      command: rollBack,
      ends: B.digest,
    },
  };

  /** Runs the scenario on a cloud of its own, killed at a call where one is given; answers how many calls it made. */
  async function run(name: string, diesAt?: FakeCloud['diesAt']): Promise<number> {
    const scenario = scenarios[name];
    if (!scenario) throw new TypeError(name);
    cloud = new FakeCloud();
    cloud.add(service);
    await scenario.before();
    cloud.calls = 0;
    cloud.diesAt = diesAt;
    if (diesAt) await expect(scenario.command()).rejects.toThrow('killed');
    else await scenario.command();
    cloud.diesAt = undefined;
    return cloud.calls;
  }
  /** Kills it before and after the effect of each call; after that of the last one, it has done all. */
  async function* kills(name: string): AsyncGenerator<string> {
    const calls = await run(name);
    expect(calls).toBeGreaterThan(3);
    for (let call = 1; call <= calls; call++)
      for (const effect of call === calls ? [false] : [false, true]) {
        await run(name, { call, effect });
        yield `${effect ? 'after' : 'before'} call ${call} of ${calls}`;
      }
  }

  it.each(Object.keys(scenarios))('%s leaves what the same command completes', async (name) => {
    const { command, ends } = scenarios[name] ?? {};
    for await (const when of kills(name)) {
      await command?.();
      expect(serves(), when).toBe(ends);
      const { version } = cloud.of(service).live;
      expect(cloud.records.get(service), when).toMatchObject({ digest: ends, version });
    }
  });

  it.each(['while it deploys', 'while it begins a canary', 'while it promotes a canary'])(
    '%s leaves what a rollback brings back to what served',
    async (name) => {
      for await (const when of kills(name)) {
        // Killed early enough, nothing had been begun.
        await rollBack().catch((error: Error) =>
          expect(error.message, when).toMatch('has no release before'),
        );
        expect(serves(), when).toBe(A.digest);
        expect(cloud.of(service).code, when).toBe(A.digest);
        expect(cloud.of(service).live.canary, when).toBeUndefined();
      }
    },
  );
});
