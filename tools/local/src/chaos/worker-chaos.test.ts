import { expect, it } from 'vitest';
import { brokenPromises, runWorkerChaos } from './worker-chaos.ts';

it(
  'tells everyone once, though the worker is killed ten times while it tells them',
  { timeout: 180_000 },
  async () => {
    const result = await runWorkerChaos({ kills: 10, events: 100 });
    expect(brokenPromises(result)).toEqual([]);
    expect(result).toMatchObject({
      kills: 10,
      inbox: { arrived: result.deliveries, repeated: 0, missing: 0 },
      email: { arrived: result.deliveries, missing: 0 },
    });
  },
);
