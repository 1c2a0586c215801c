import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import { CreateTopicCommand, type SNSClient } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { visibilitySeconds, type Topology } from '@marketscope/contracts/topology';
import { subscribeQueues } from './subscriptions.ts';
import { makeTable } from './tables.ts';

/** Seconds that a dead letter is kept: the most that SQS allows. */
const DEAD_LETTER_RETENTION_SECONDS = 1_209_600;

export interface ResourceClients {
  dynamodb: DynamoDBClient;
  s3: S3Client;
  sns: SNSClient;
  sqs: SQSClient;
}

/** Where the resources of a topology are once they are made, by their names there. */
export interface MadeResources {
  tables: Record<string, string>;
  queues: Record<string, string>;
  deadLetterQueues: Record<string, string>;
  topics: Record<string, string>;
  buckets: Record<string, string>;
}

/**
 * Makes every table, queue with its dead-letter queue, topic, subscription and bucket of a topology, as the Terraform
 * modules would. What is there already is kept with what it holds, and its settings are brought up to date.
 * @param visibility overrides the computed visibility time-out of every queue, in seconds
 */
export async function makeResources(
  topology: Topology,
  clients: ResourceClients,
  { environment, visibility }: { environment: string; visibility?: number },
): Promise<MadeResources> {
  const physicalName = (name: string): string => `${topology.project}-${environment}-${name}`;
  const made: MadeResources = { tables: {}, queues: {}, deadLetterQueues: {}, topics: {}, buckets: {} };
  const queueArns: Record<string, string> = {};

  for (const [name, table] of Object.entries(topology.tables)) {
    made.tables[name] = physicalName(name);
    await makeTable(clients.dynamodb, physicalName(name), table);
  }
  for (const [name, queue] of Object.entries(topology.queues)) {
    const deadLetters = await makeQueue(clients.sqs, physicalName(`${name}-dlq`), {
      MessageRetentionPeriod: String(DEAD_LETTER_RETENTION_SECONDS),
    });
    const main = await makeQueue(clients.sqs, physicalName(name), {
      VisibilityTimeout: String(visibility ?? visibilitySeconds(topology, name)),
      MessageRetentionPeriod: String(queue.retentionSeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: deadLetters.arn,
        maxReceiveCount: queue.maxReceiveCount,
      }),
    });
    made.queues[name] = main.url;
    made.deadLetterQueues[name] = deadLetters.url;
    queueArns[name] = main.arn;
  }
  for (const name of Object.keys(topology.topics)) {
    const { TopicArn } = await clients.sns.send(new CreateTopicCommand({ Name: physicalName(name) }));
    made.topics[name] = present(TopicArn);
  }
  for (const [name, topicArn] of Object.entries(made.topics))
    await subscribeQueues(
      clients.sns,
      topicArn,
      topology.subscriptions
        .filter(({ topic }) => topic === name)
        .map(({ queue, eventTypes }) => ({ queueArn: present(queueArns[queue]), eventTypes })),
    );
  for (const name of Object.keys(topology.buckets)) {
    made.buckets[name] = physicalName(name);
    await clients.s3.send(new CreateBucketCommand({ Bucket: physicalName(name) }));
  }
  return made;
}

async function makeQueue(
  client: SQSClient,
  name: string,
  attributes: Record<string, string>,
): Promise<{ url: string; arn: string }> {
  const { QueueUrl } = await client.send(new CreateQueueCommand({ QueueName: name }));
  const url = await reachable(client, present(QueueUrl));
  await client.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: attributes }));
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['QueueArn'] }),
  );
  return { url, arn: present(Attributes?.['QueueArn']) };
}

/**
 * The queue's URL under the client's own endpoint. The SDK sends to the host of the URL, and the emulator's names one
 * that resolves nowhere, on the port where it first made the queue.
 */
async function reachable(client: SQSClient, queueUrl: string): Promise<string> {
  const endpoint = await client.config.endpoint?.();
  if (!endpoint) return queueUrl;
  const port = endpoint.port === undefined ? '' : `:${endpoint.port}`;
  return `${endpoint.protocol}//${endpoint.hostname}${port}${new URL(queueUrl).pathname}`;
}

function present(value: string | undefined): string {
  if (value === undefined) throw new TypeError('the endpoint left out what AWS always answers');
  return value;
}
