import type { TopologyService } from './schema.ts';

/** What a deployment calls each resource: a table's or bucket's name, a queue's URL, a topic's ARN, a secret's or parameter's reference. */
export interface ResourceAddresses {
  table(name: string): string;
  queue(name: string): string;
  topic(name: string): string;
  bucket(name: string): string;
  /** An ARN of Secrets Manager, or a `file:` URL. */
  secret(name: string): string;
  /** A name in Parameter Store, or `env:` and a variable. */
  parameter(name: string): string;
}

/** Name of the variable that tells a service where a resource is, e.g. `TABLE_PRICE_ALERTS`. */
export function resourceVariable(
  kind: 'TABLE' | 'QUEUE_URL' | 'TOPIC_ARN' | 'BUCKET' | 'SECRET' | 'PARAMETER',
  name: string,
): string {
  return `${kind}_${name.toUpperCase().replaceAll(/[-/]/g, '_')}`;
}

/** The environment of a service: its own settings and the address of all that it is granted, and of nothing else. */
export function serviceEnvironment(
  service: TopologyService,
  addresses: ResourceAddresses,
): Record<string, string> {
  const { grants } = service;
  const entries = [
    ...Object.keys(grants.tables).map((name) => [resourceVariable('TABLE', name), addresses.table(name)]),
    ...Object.keys(grants.queues).map((name) => [resourceVariable('QUEUE_URL', name), addresses.queue(name)]),
    ...Object.keys(grants.topics).map((name) => [resourceVariable('TOPIC_ARN', name), addresses.topic(name)]),
    ...Object.keys(grants.buckets).map((name) => [resourceVariable('BUCKET', name), addresses.bucket(name)]),
    ...Object.keys(grants.secrets).map((name) => [resourceVariable('SECRET', name), addresses.secret(name)]),
    ...Object.keys(grants.parameters).map((name) => [
      resourceVariable('PARAMETER', name),
      addresses.parameter(name),
    ]),
  ];
  return { ...service.environment, ...Object.fromEntries(entries) };
}
