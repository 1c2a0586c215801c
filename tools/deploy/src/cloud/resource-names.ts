import type { Topology } from '@marketscope/contracts/topology';
import { physicalName, type EnvironmentName } from './environment.ts';

/** A queue of the environment, by what it is called in the account. */
export interface NamedQueue {
  /** As a person says it: `deliveries`, `deliveries-dlq`, `alerts-undelivered`, `daily-update-schedule-dlq`. */
  name: string;
  physicalName: string;
  /** The queue whose dead letters it holds; undefined for other queues. */
  source?: string;
  holds: 'messages' | 'dead letters' | 'undelivered events' | 'failed invocations';
}

/** Every queue that Terraform makes of a topology: those of the services, and those that hold what failed. */
export function queuesOf(topology: Topology, environment: EnvironmentName): NamedQueue[] {
  const named = (name: string, rest: Omit<NamedQueue, 'name' | 'physicalName'>): NamedQueue => ({
    name,
    physicalName: physicalName(topology.project, environment, name),
    ...rest,
  });
  const subscribed = new Set(topology.subscriptions.map(({ topic }) => topic));
  return [
    ...Object.keys(topology.queues).flatMap((queue) => [
      named(queue, { holds: 'messages' }),
      named(`${queue}-dlq`, { holds: 'dead letters', source: queue }),
    ]),
    ...[...subscribed].map((topic) => named(`${topic}-undelivered`, { holds: 'undelivered events' })),
    ...Object.keys(topology.schedules).map((schedule) =>
      named(`${schedule}-schedule-dlq`, { holds: 'failed invocations' }),
    ),
  ];
}

/** Names of the alarms that tell whether a release of a service is good. */
export function alarmsOf(topology: Topology, environment: EnvironmentName, service: string): string[] {
  const entry = topology.services[service];
  return [
    `${service}-lambda-errors`,
    ...(entry?.sources ?? []).map(({ queue }) => `${queue}-dlq-not-empty`),
    ...(entry?.kind === 'http' ? ['api-latency', 'error-rate'] : []),
  ].map((name) => physicalName(topology.project, environment, name));
}
