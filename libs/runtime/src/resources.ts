import type { ForeignTopicName, QueueName, TopicName } from '@marketscope/contracts';
import { resourceVariable } from '@marketscope/contracts/topology';
import { z } from 'zod';

/** What a service reaches, by the names of `infra/topology.json`. */
export interface ResourceNames {
  tables?: readonly string[];
  queues?: readonly QueueName[];
  topics?: readonly (TopicName | ForeignTopicName)[];
  buckets?: readonly string[];
  secrets?: readonly string[];
  parameters?: readonly string[];
}

type NameOf<Names extends ResourceNames, Kind extends keyof ResourceNames> =
  NonNullable<Names[Kind]> extends readonly (infer Name extends string)[] ? Name : never;

/** The addresses of what a service reaches: tables' and buckets' names, queues' URLs, topics' ARNs, secrets' and parameters' references. */
export interface Resources<Names extends ResourceNames> {
  tables: Record<NameOf<Names, 'tables'>, string>;
  queues: Record<NameOf<Names, 'queues'>, string>;
  topics: Record<NameOf<Names, 'topics'>, string>;
  buckets: Record<NameOf<Names, 'buckets'>, string>;
  secrets: Record<NameOf<Names, 'secrets'>, string>;
  parameters: Record<NameOf<Names, 'parameters'>, string>;
}

const variableKinds = {
  tables: 'TABLE',
  queues: 'QUEUE_URL',
  topics: 'TOPIC_ARN',
  buckets: 'BUCKET',
  secrets: 'SECRET',
  parameters: 'PARAMETER',
} as const;

/**
 * Schema of the environment variables that tell a service where its resources are; combine it with the service's own
 * settings by `z.intersection` or `.and`, so that all faults are reported together.
 */
export function resourcesSchema<const Names extends ResourceNames>(
  names: Names,
): z.ZodType<Resources<Names>> {
  return z.record(z.string(), z.unknown()).transform((environment, context) => {
    const resources: Record<string, Record<string, string>> = {};
    for (const [kind, prefix] of Object.entries(variableKinds)) {
      const found: Record<string, string> = (resources[kind] = {});
      for (const name of names[kind as keyof ResourceNames] ?? []) {
        const variable = resourceVariable(prefix, name);
        const value = environment[variable];
        if (typeof value === 'string' && value !== '') found[name] = value;
        else context.addIssue({ code: 'custom', path: [variable], message: 'is missing' });
      }
    }
    return resources as unknown as Resources<Names>;
  });
}
