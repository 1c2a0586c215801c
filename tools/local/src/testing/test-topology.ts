import { topologySchema, type Topology } from '@marketscope/contracts/topology';
import type { z } from 'zod';

/**
 * A topology for tests: a queue `work` read by the function `worker`, and what is added to it.
 * @param additions sections of the topology that replace the small one's
 */
export function testTopology(additions: Partial<z.input<typeof topologySchema>> = {}): Topology {
  return topologySchema.parse({
    project: 'test',
    topics: {},
    queues: { work: {} },
    subscriptions: [],
    tables: {},
    buckets: {},
    schedules: {},
    secrets: {},
    services: {
      worker: {
        description: 'A function of the tests',
        kind: 'function',
        timeoutSeconds: 5,
        memoryMb: 128,
        sources: [{ queue: 'work', batchSize: 10 }],
        grants: {},
      },
    },
    ...additions,
  });
}
