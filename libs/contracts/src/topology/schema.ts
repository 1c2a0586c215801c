import { z } from 'zod';
import { topics as topicContracts, type EventType } from '../events/index.ts';
import { foreignTopics } from '../foreign-topics.ts';

const name = z.string().regex(/^[a-z][a-z0-9-]*$/);
const key = z.string().min(1);
const keyType = z.enum(['S', 'N']);

/** A key attribute: its name, a string unless said otherwise. */
const attribute = z.object({ name: key, type: keyType.default('S') });

const index = z.object({
  partitionKey: attribute,
  sortKey: attribute.optional(),
  /** `ALL`, or the keys and these attributes alone. */
  projection: z.union([z.literal('ALL'), z.literal('KEYS_ONLY'), z.array(key).min(1)]).default('ALL'),
});

const table = z.object({
  /** What one item is. */
  description: z.string(),
  partitionKey: attribute,
  sortKey: attribute.optional(),
  /** Attribute that holds the second (epoch) at which an item ends. */
  ttl: key.optional(),
  indexes: z.record(name, index).default({}),
});

const topic = z.object({
  /** What it carries: events of ours, CloudWatch's messages about its alarms, or plain words for people. */
  kind: z.enum(['events', 'cloudwatch-alarms', 'plain-text']).default('events'),
  /** The event types that it carries; a topic of anything else has none. */
  eventTypes: z.array(z.string()).default([]),
});

const queue = z.object({
  /** Receives before a message goes to the dead-letter queue. */
  maxReceiveCount: z.number().int().min(1).default(5),
  /** Seconds that messages are kept. */
  retentionSeconds: z.number().int().min(60).max(1_209_600).default(345_600),
});

const subscription = z.object({
  topic: name,
  queue: name,
  /** The event types that the queue gets; of a topic that carries no events it gets everything. */
  eventTypes: z.array(z.string()).default([]),
});

const bucket = z.object({
  description: z.string(),
  /** Object events sent to a queue, for keys under a prefix. */
  notifications: z
    .array(
      z.object({
        queue: name,
        events: z.array(z.enum(['ObjectCreated', 'ObjectRemoved'])).min(1),
        prefix: z.string().default(''),
      }),
    )
    .default([]),
});

const schedule = z.object({
  service: name,
  /** EventBridge Scheduler's `cron(minutes hours day-of-month month day-of-week year)`. */
  expression: z.string().regex(/^cron\(\S+ \S+ \S+ \S+ \S+ \S+\)$/),
  timezone: z.literal('America/New_York'),
  input: z.record(z.string(), z.unknown()),
});

const secret = z.object({
  description: z.string(),
  /** `generated` secrets are made and rotated by the system, `given` ones are set by an operator. */
  origin: z.enum(['generated', 'given']),
  /** Which function makes a generated secret's next value, and how often. */
  rotation: z.object({ service: name, everyDays: z.number().int().min(1).max(1000).default(30) }).optional(),
});

/** A parameter that an operator sets, kept encrypted under `/<project>/<environment>/<name>`. */
const parameter = z.object({ description: z.string() });
const parameterName = z.string().regex(/^[a-z][a-z0-9-]*(\/[a-z][a-z0-9-]*)*$/);

const architecture = z.enum(['arm64', 'x86_64']);

/** Packages with native code that are too big for a function's own zip. */
const layer = z.object({
  description: z.string(),
  /** Packages of the workspace's lock file; what they need travels with them. */
  packages: z.array(z.string()).min(1),
  architecture: architecture.default('arm64'),
});

/** The least an SQS source needs to say: everything else follows from the function's time-out. */
const source = z.object({
  queue: name,
  batchSize: z.number().int().min(1).max(10),
  batchWindowSeconds: z.number().int().min(0).max(300).default(0),
  maximumConcurrency: z.number().int().min(2).max(1000).default(2),
});

const actions = z.array(z.string().regex(/^[A-Z][A-Za-z]+$/)).min(1);

/** What the function of a rotation does to the secret, by AWS's four steps. */
const rotationActions = ['DescribeSecret', 'GetSecretValue', 'PutSecretValue', 'UpdateSecretVersionStage'];

/** Settings whose values differ by environment; a service gets the variables of those that it names, and no other. */
const setting = z.enum([
  'ALERT_SHARDS',
  'ALPACA_FEED',
  'ALPACA_REQUESTS_PER_MINUTE',
  'ALPACA_TRADING_URL',
  'AZURE_OPENAI_API_VERSION',
  'AZURE_OPENAI_DEPLOYMENT',
  'AZURE_OPENAI_EMBEDDING_DEPLOYMENT',
  'AZURE_OPENAI_ENDPOINT',
  'CURATOR_EMAILS',
  'EMBEDDINGS',
  'EMBEDDING_DIMENSIONS',
  'INDEX_URI',
  'LOG_LEVEL',
  'MAIL_FROM',
  'MARKET_DATA',
  'OBJECTS_URL',
  'OPENAI_BASE_URL',
  'OPENAI_EMBEDDING_BASE_URL',
  'OPENAI_EMBEDDING_MODEL',
  'OPENAI_MODEL',
  'OPERATOR_EMAILS',
  'OPERATOR_SMS',
  'PUBLIC_URL',
  'SMTP_URL',
  'TRUSTED_PROXIES',
  'UPLOAD_ROLE_ARN',
]);

const service = z.object({
  description: z.string(),
  /** `function` is invoked with events; `http` answers requests. */
  kind: z.enum(['function', 'http']),
  timeoutSeconds: z.number().int().min(1).max(900),
  /** The least that it needs; an environment may give more. */
  memoryMb: z.number().int().min(128).max(10_240),
  /** What its native packages are built for. */
  architecture: architecture.default('arm64'),
  /** Layers that it runs with, of its own architecture. */
  layers: z.array(name).default([]),
  /** Shared log group that it writes to, under `/marketscope/<environment>/`; without one it has its own. */
  logGroup: z.enum(['api/requests', 'background-jobs']).optional(),
  /** What of the public address an `http` service answers, in CloudFront's patterns. */
  paths: z.array(z.string().startsWith('/')).default([]),
  sources: z.array(source).default([]),
  /** Topics whose every message invokes the function directly, where a queue between would be one more thing to fail. */
  invokedBy: z.array(name).default([]),
  /** What the service may do, by resource: AWS actions without their service's prefix. */
  grants: z.object({
    tables: z.record(name, actions).default({}),
    /** By table, then by index: a grant on a table says nothing of its indexes. */
    indexes: z.record(name, z.record(name, actions)).default({}),
    topics: z.record(name, actions).default({}),
    queues: z.record(name, actions).default({}),
    buckets: z.record(name, actions).default({}),
    secrets: z.record(name, actions).default({}),
    parameters: z.record(parameterName, actions).default({}),
  }),
  settings: z.array(setting).default([]),
  /** Settings that are the same in every environment. */
  environment: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).default({}),
});

const shape = z.strictObject({
  $comment: z.string().optional(),
  project: name,
  topics: z.record(name, topic),
  queues: z.record(name, queue),
  subscriptions: z.array(subscription),
  tables: z.record(name, table),
  buckets: z.record(name, bucket),
  schedules: z.record(name, schedule),
  secrets: z.record(name, secret),
  parameters: z.record(parameterName, parameter).default({}),
  layers: z.record(name, layer).default({}),
  services: z.record(name, service),
});

/** The wiring of the whole system: `infra/topology.json`, checked within itself and against the event contracts. */
export const topologySchema = shape.superRefine((topology, context) => {
  const problem = (message: string, ...path: (string | number)[]) =>
    context.addIssue({ code: 'custom', message, path });

  for (const [topicName, { kind, eventTypes }] of Object.entries(topology.topics)) {
    if (kind !== 'events') {
      const contracted: string | undefined = foreignTopics[topicName as keyof typeof foreignTopics];
      if (contracted !== kind) problem(`no contract for topic ${topicName} of ${kind}`, 'topics', topicName);
      if (eventTypes.length > 0) problem(`${topicName} carries no events of ours`, 'topics', topicName);
      continue;
    }
    if (eventTypes.length === 0) problem(`${topicName} carries nothing`, 'topics', topicName);
    const contract: Record<string, unknown> | undefined =
      topicContracts[topicName as keyof typeof topicContracts];
    if (!contract) problem(`no contract for topic ${topicName}`, 'topics', topicName);
    for (const type of eventTypes)
      if (contract && !(type in contract))
        problem(`${topicName} does not carry ${type}`, 'topics', topicName);
  }

  const consumed = new Map<string, string>();
  for (const [serviceName, entry] of Object.entries(topology.services)) {
    for (const { queue: queueName } of entry.sources) {
      if (!topology.queues[queueName])
        problem(`unknown queue ${queueName}`, 'services', serviceName, 'sources');
      if (consumed.has(queueName))
        problem(`${queueName} has two consumers`, 'services', serviceName, 'sources');
      consumed.set(queueName, serviceName);
    }
    for (const topicName of entry.invokedBy) {
      if (!topology.topics[topicName])
        problem(`unknown topic ${topicName}`, 'services', serviceName, 'invokedBy');
      if (entry.kind !== 'function')
        problem('only a function can be invoked by a topic', 'services', serviceName, 'invokedBy');
    }
    for (const kind of ['tables', 'topics', 'queues', 'buckets', 'secrets', 'parameters'] as const)
      for (const resource of Object.keys(entry.grants[kind]))
        if (!topology[kind][resource])
          problem(`no ${resource} among ${kind}`, 'services', serviceName, 'grants', kind);
    for (const [tableName, indexes] of Object.entries(entry.grants.indexes))
      for (const indexName of Object.keys(indexes))
        if (!topology.tables[tableName]?.indexes[indexName])
          problem(
            `no index ${indexName} on table ${tableName}`,
            'services',
            serviceName,
            'grants',
            'indexes',
          );
  }
  for (const [serviceName, entry] of Object.entries(topology.services))
    for (const layerName of entry.layers) {
      const wanted = topology.layers[layerName];
      if (!wanted) problem(`no ${layerName} among layers`, 'services', serviceName, 'layers');
      else if (wanted.architecture !== entry.architecture)
        problem(
          `${layerName} is for ${wanted.architecture}, not ${entry.architecture}`,
          'services',
          serviceName,
          'layers',
        );
    }
  for (const [secretName, { origin, rotation }] of Object.entries(topology.secrets)) {
    if ((origin === 'generated') !== (rotation !== undefined))
      problem('a generated secret has a rotation, a given one has none', 'secrets', secretName);
    const rotator = rotation && topology.services[rotation.service];
    if (rotation && rotator?.kind !== 'function')
      problem(`${rotation.service} is not a function`, 'secrets', secretName, 'rotation');
    else if (
      rotator &&
      rotationActions.some((action) => !rotator.grants.secrets[secretName]?.includes(action))
    )
      problem(
        `${rotation.service} is not granted ${rotationActions.join(', ')}`,
        'secrets',
        secretName,
        'rotation',
      );
  }
  for (const queueName of Object.keys(topology.queues))
    if (!consumed.has(queueName)) problem(`${queueName} has no consumer`, 'queues', queueName);

  topology.subscriptions.forEach((entry, position) => {
    if (!topology.queues[entry.queue]) problem(`unknown queue ${entry.queue}`, 'subscriptions', position);
    const carried = topology.topics[entry.topic]?.eventTypes ?? [];
    if (!topology.topics[entry.topic]) problem(`unknown topic ${entry.topic}`, 'subscriptions', position);
    // Without a filter a queue would get everything.
    else if (carried.length > 0 && entry.eventTypes.length === 0)
      problem(`lists no event type of ${entry.topic}`, 'subscriptions', position);
    for (const type of entry.eventTypes)
      if (!carried.includes(type as EventType))
        problem(`${entry.topic} does not carry ${type}`, 'subscriptions', position);
  });
  for (const [bucketName, entry] of Object.entries(topology.buckets))
    for (const { queue: queueName } of entry.notifications)
      if (!topology.queues[queueName]) problem(`unknown queue ${queueName}`, 'buckets', bucketName);
  for (const [scheduleName, entry] of Object.entries(topology.schedules))
    if (topology.services[entry.service]?.kind !== 'function')
      problem(`${entry.service} is not a function`, 'schedules', scheduleName);
});
export type Topology = z.output<typeof topologySchema>;
export type TopologyTable = Topology['tables'][string];
export type TopologyService = Topology['services'][string];
