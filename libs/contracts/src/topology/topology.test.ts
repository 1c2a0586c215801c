import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { topics } from '../events/index.ts';
import { foreignTopics } from '../foreign-topics.ts';
import { queues } from '../queues/index.ts';
import { serviceEnvironment, topologySchema, visibilitySeconds } from './index.ts';

const file = path.resolve(import.meta.dirname, '../../../../infra/topology.json');
const json: unknown = JSON.parse(await readFile(file, 'utf8'));
const topology = topologySchema.parse(json);

describe('infra/topology.json', () => {
  it('has every topic of the contracts with every event type of each, and no other', () => {
    const contracted = Object.entries(topics).map(([name, types]) => [name, Object.keys(types).toSorted()]);
    const wired = Object.entries(topology.topics)
      .filter(([, { kind }]) => kind === 'events')
      .map(([name, topic]) => [name, topic.eventTypes.toSorted()]);
    expect(Object.fromEntries(wired)).toEqual(Object.fromEntries(contracted));
  });

  it('has every topic of the contracts that carries no events of ours, and no other', () => {
    const wired = Object.entries(topology.topics).filter(([, { kind }]) => kind !== 'events');
    expect(Object.fromEntries(wired.map(([name, { kind }]) => [name, kind]))).toEqual(foreignTopics);
  });

  it('has every queue of the contracts, and no other', () => {
    expect(Object.keys(topology.queues).toSorted()).toEqual(Object.keys(queues).toSorted());
  });

  it('has no table, queue, bucket, secret or parameter that no service uses', () => {
    for (const kind of ['tables', 'queues', 'buckets', 'secrets', 'parameters'] as const) {
      const used = new Set(
        Object.values(topology.services).flatMap((service) => [
          ...Object.keys(service.grants[kind]),
          ...(kind === 'queues' ? service.sources.map(({ queue }) => queue) : []),
        ]),
      );
      expect(Object.keys(topology[kind]).filter((name) => !used.has(name))).toEqual([]);
    }
  });

  it('gives each queue six times the time-out of its consumer as visibility', () => {
    const updater = topology.services['stock-updater'];
    expect(visibilitySeconds(topology, 'market-updates')).toBe(6 * (updater?.timeoutSeconds ?? 0));
  });

  it('tells a service where its resources are, and nobody else’s', () => {
    const worker = topology.services['notification-worker'];
    if (!worker) throw new TypeError('the topology has no notification-worker');
    const environment = serviceEnvironment(worker, {
      table: (name) => `t-${name}`,
      queue: (name) => `https://queue/${name}`,
      topic: (name) => `arn:${name}`,
      bucket: (name) => `b-${name}`,
      secret: (name) => `s-${name}`,
      parameter: (name) => `/p/${name}`,
    });
    expect(environment).toMatchObject({
      TABLE_DELIVERIES: 't-deliveries',
      QUEUE_URL_DELIVERIES: 'https://queue/deliveries',
    });
    expect(environment).not.toHaveProperty('TABLE_SESSIONS');
    expect(environment).not.toHaveProperty('SECRET_JWT_SECRET');
  });
});

const subscription = {
  topic: 'market-events',
  queue: 'notifications',
  eventTypes: ['market.quotes.updated.v1'],
};

describe('a topology is refused, with the place named,', () => {
  const broken = (change: (draft: typeof topology) => void): string => {
    const draft = structuredClone(topology);
    change(draft);
    const result = topologySchema.safeParse(draft);
    return result.success
      ? ''
      : result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n');
  };

  it('when a subscription asks for a type that its topic does not carry', () => {
    expect(broken((draft) => draft.subscriptions[0]?.eventTypes.push('alert.triggered.v1'))).toBe(
      'subscriptions.0: market-events does not carry alert.triggered.v1',
    );
  });

  it('when a subscription asks for no type of a topic of events, or for one that is not there', () => {
    const unfiltered = broken((draft) => (draft.subscriptions[0] = { ...subscription, eventTypes: [] }));
    expect(unfiltered).toBe('subscriptions.0: lists no event type of market-events');
    const unknown = broken((draft) => (draft.subscriptions[0] = { ...subscription, topic: 'nowhere' }));
    expect(unknown).toContain('subscriptions.0: unknown topic nowhere');
  });

  it('when a topic carries nothing that the contracts know', () => {
    expect(
      broken((draft) => (draft.topics['alerts'] = { kind: 'cloudwatch-alarms', eventTypes: [] })),
    ).toContain('topics.alerts: no contract for topic alerts of cloudwatch-alarms');
  });

  it('when a queue has no consumer', () => {
    expect(broken((draft) => (draft.queues['orphans'] = { maxReceiveCount: 5, retentionSeconds: 60 }))).toBe(
      'queues.orphans: orphans has no consumer',
    );
  });

  it('when a queue has two consumers', () => {
    const message = broken((draft) =>
      draft.services['stock-updater']?.sources.push({
        queue: 'deliveries',
        batchSize: 1,
        batchWindowSeconds: 0,
        maximumConcurrency: 2,
      }),
    );
    expect(message).toContain('deliveries has two consumers');
  });

  it('when a service is granted what does not exist', () => {
    const message = broken((draft) => {
      const updater = draft.services['stock-updater'];
      if (updater) updater.grants.tables['nowhere'] = ['GetItem'];
    });
    expect(message).toBe('services.stock-updater.grants.tables: no nowhere among tables');
  });

  it('when a service is granted an index that its table does not have', () => {
    const message = broken((draft) => {
      const updater = draft.services['stock-updater'];
      if (updater) updater.grants.indexes['price-alerts'] = { nowhere: ['Query'] };
    });
    expect(message).toBe('services.stock-updater.grants.indexes: no index nowhere on table price-alerts');
  });

  it('when a schedule invokes what is not a function', () => {
    const message = broken((draft) => {
      const daily = draft.schedules['daily-update'];
      if (daily) daily.service = 'chat-api';
    });
    expect(message).toBe('schedules.daily-update: chat-api is not a function');
  });

  it('when a service runs with a layer of another architecture', () => {
    const message = broken((draft) => {
      const updater = draft.services['stock-updater'];
      draft.layers['natives'] = { description: 'd', packages: ['@node-rs/argon2'], architecture: 'x86_64' };
      if (updater) updater.layers = ['natives'];
    });
    expect(message).toBe('services.stock-updater.layers: natives is for x86_64, not arm64');
  });

  it('when nothing rotates a generated secret', () => {
    const message = broken((draft) => {
      delete draft.secrets['jwt-secret']?.rotation;
    });
    expect(message).toBe('secrets.jwt-secret: a generated secret has a rotation, a given one has none');
  });

  it('when the function that rotates a secret may not', () => {
    const message = broken((draft) => {
      const rotator = draft.services['secret-rotator'];
      if (rotator) rotator.grants.secrets['jwt-secret'] = ['GetSecretValue'];
    });
    expect(message).toContain('secrets.jwt-secret.rotation: secret-rotator is not granted DescribeSecret');
  });
});
