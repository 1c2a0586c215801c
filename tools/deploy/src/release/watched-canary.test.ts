import { beforeEach, describe, expect, it } from 'vitest';
import { FakeCloud } from '../testing/fake-functions.ts';
import { deployService } from './service-release.ts';
import { deployWatched } from './watched-canary.ts';
import type { RaisedAlarm } from './watch-alarms.ts';

const artifact = (letter: string) => ({ digest: letter.repeat(64), zip: new Uint8Array() });
const [A, B] = [artifact('a'), artifact('b')];
const service = 'chat-api';
const errors = `marketscope-test-${service}-lambda-errors`;

let cloud: FakeCloud;
let waited: number;
/** Alarms by the second from which on they are on. */
let raisedFrom: Map<string, number>;
beforeEach(async () => {
  cloud = new FakeCloud();
  cloud.add(service);
  waited = 0;
  raisedFrom = new Map();
  await deployService(cloud.ports(), service, A, { layers: [] });
});

const deployB = (tell: (line: string) => void = () => undefined) =>
  deployWatched(cloud.ports(), service, B, {
    layers: [],
    canaryPercent: 10,
    alarms: [errors, 'marketscope-test-error-rate'],
    seconds: 60,
    read: async (names) =>
      names.flatMap((name): RaisedAlarm[] =>
        waited >= (raisedFrom.get(name) ?? Infinity) ? [{ name, reason: 'over 0' }] : [],
      ),
    pause: async (seconds) => void (waited += seconds),
    tell,
  });

describe('a watched release', () => {
  it('serves all after both watches passed in silence', async () => {
    await deployB();
    expect(cloud.of(service).live).toEqual({ version: '3' });
    expect(waited).toBe(120);
  });

  it('is ended while it is a canary, as soon as an alarm goes off', async () => {
    raisedFrom.set(errors, 30);
    await expect(deployB()).rejects.toThrow(
      `${errors} went off: over 0\nRolled back. chat-api stays at aaaaaaaaaaaa`,
    );
    expect(cloud.of(service)).toMatchObject({ live: { version: '2' }, code: A.digest });
    expect(waited).toBe(30);
  });

  it('is rolled back when an alarm goes off after it serves all', async () => {
    raisedFrom.set(errors, 90);
    await expect(deployB()).rejects.toThrow('chat-api serves aaaaaaaaaaaa again');
    expect(cloud.serving(service)?.code).toBe(A.digest);
  });

  it('is not judged by an alarm that was on before it', async () => {
    raisedFrom.set('marketscope-test-error-rate', 0);
    const told: string[] = [];
    await deployB((line) => told.push(line));
    expect(told[0]).toBe('marketscope-test-error-rate is on already, and so does not judge this release');
    expect(cloud.serving(service)?.code).toBe(B.digest);
  });

  it('does not wait when it serves already', async () => {
    await deployService(cloud.ports(), service, B, { layers: [] });
    await deployB();
    expect(waited).toBe(0);
  });
});
