import { serviceEnvironment } from '@marketscope/contracts/topology';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import type { createStockUpdater } from '../app.ts';

/** The service as Lambda would load it, on a local cloud of its own. */
export interface HostedUpdater {
  cloud: LocalCloud;
  handler: ReturnType<typeof createStockUpdater>;
}

/** Loads the service's entry; once a test file, as it reads its environment when it is loaded. */
export async function hostUpdater(marketData: 'replay' | 'yahoo'): Promise<HostedUpdater> {
  const cloud = await startLocalCloud();
  const service = cloud.topology.services['stock-updater'];
  if (!service) throw new TypeError('the topology has no stock-updater');
  const { tables, queues, topics, buckets } = cloud.resources;
  const made = (kind: Record<string, string>) => (name: string) => kind[name] ?? '';
  const environment = serviceEnvironment(service, {
    table: made(tables),
    queue: made(queues),
    topic: made(topics),
    bucket: made(buckets),
    secret: made({}),
    parameter: (name) => `env:NO_${name}`,
  });
  // Not stubbed: the clients read some of it when they are first used, and a stub ends with each test.
  Object.assign(process.env, cloud.environment, environment, {
    MARKET_DATA: marketData,
    LOG_LEVEL: 'silent',
    POWERTOOLS_METRICS_DISABLED: 'true',
  });
  const { handler } = await import('../lambda.ts');
  return { cloud, handler };
}
