import { events, topics } from '@marketscope/contracts';
import { visibilitySeconds, type Topology } from '@marketscope/contracts/topology';
import { format } from 'prettier';
import type { z } from 'zod';

const carries: Partial<Record<Topology['topics'][string]['kind'], string>> = {
  'cloudwatch-alarms': 'what CloudWatch says of its alarms',
  'plain-text': 'words for people',
};

/** Writes the reference page of events, queues, tables and schedules from the topology and the event contracts. */
export async function wiringPage(topology: Topology): Promise<string> {
  const sections = [
    `# Events, queues and tables

Made from \`infra/topology.json\` and \`libs/contracts/src/events/index.ts\` by \`npm run docs\`; a test holds it to them.

Services talk to one another only through these. An event is a CloudEvent 1.0 in JSON with \`correlationid\`; its \`type\` is
also an SNS message attribute, on which subscriptions filter. An event's \`id\` is derived from what it tells, so a retry
publishes the same one.`,
    `## Topics

${table(
  ['topic', 'event', 'goes to', 'data'],
  Object.entries(topics).flatMap(([topic, types]) =>
    Object.keys(types).map((type) => [
      code(topic),
      code(type),
      topology.subscriptions
        .filter((subscription) => subscription.topic === topic && subscription.eventTypes.includes(type))
        .map(({ queue }) => code(queue))
        .join(', ') || '–',
      fieldsOf(type),
    ]),
  ),
)}

Topics that carry no events of ours; nothing is filtered. What is marked as direct is invoked with no queue between:

${table(
  ['topic', 'carries', 'goes to'],
  Object.entries(topology.topics)
    .filter(([, { kind }]) => kind !== 'events')
    .map(([topic, { kind }]) => [
      code(topic),
      carries[kind] ?? kind,
      [
        ...topology.subscriptions
          .filter((subscription) => subscription.topic === topic)
          .map(({ queue }) => code(queue)),
        ...Object.entries(topology.services)
          .filter(([, { invokedBy }]) => invokedBy.includes(topic))
          .map(([service]) => `${code(service)} (direct)`),
      ].join(', ') || '–',
    ]),
)}`,
    `## Queues

Each has a dead-letter queue, where a message goes after its last receive and is kept for 14 days. A message that a
consumer has taken is hidden for six times the consumer's time-out.

${table(
  ['queue', 'consumer', 'batch', 'at once', 'hidden for', 'receives'],
  Object.entries(topology.queues).map(([name, queue]) => {
    const [consumer, service] =
      Object.entries(topology.services).find(([, { sources }]) =>
        sources.some((source) => source.queue === name),
      ) ?? [];
    const source = service?.sources.find((candidate) => candidate.queue === name);
    return [
      code(name),
      code(consumer ?? '–'),
      String(source?.batchSize ?? '–'),
      String(source?.maximumConcurrency ?? '–'),
      `${visibilitySeconds(topology, name)} s`,
      String(queue.maxReceiveCount),
    ];
  }),
)}`,
    `## Tables

${table(
  ['table', 'one item is', 'key', 'indexes', 'ends by', 'used by'],
  Object.entries(topology.tables).map(([name, entry]) => [
    code(name),
    entry.description,
    keyOf(entry),
    Object.entries(entry.indexes)
      .map(([index, key]) => `${code(index)}: ${keyOf(key)}`)
      .join('; ') || '–',
    entry.ttl === undefined ? '–' : code(entry.ttl),
    Object.entries(topology.services)
      .filter(([, { grants }]) => name in grants.tables)
      .map(([service]) => code(service))
      .join(', '),
  ]),
)}`,
    `## Schedules

${table(
  ['schedule', 'invokes', 'with', 'when', 'time zone'],
  Object.entries(topology.schedules).map(([name, schedule]) => [
    code(name),
    code(schedule.service),
    code(JSON.stringify(schedule.input)),
    code(schedule.expression),
    schedule.timezone,
  ]),
)}`,
  ];
  return format(sections.join('\n\n'), { parser: 'markdown' });
}

const code = (text: string): string => `\`${text}\``;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function keyOf({
  partitionKey,
  sortKey,
}: Pick<Topology['tables'][string], 'partitionKey' | 'sortKey'>): string {
  return [partitionKey, sortKey].flatMap((attribute) => (attribute ? [code(attribute.name)] : [])).join(', ');
}

function fieldsOf(type: string): string {
  const schema: { shape: { data: z.ZodType } } | undefined = events[type as keyof typeof events];
  const data = schema?.shape.data;
  return data && 'shape' in data
    ? Object.keys(data.shape as object)
        .map(code)
        .join(', ')
    : '–';
}
