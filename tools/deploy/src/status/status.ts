import { DescribeAlarmsCommand, type CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { GetQueueAttributesCommand, GetQueueUrlCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Topology } from '@marketscope/contracts/topology';
import type { Deployment } from '../cloud/deployment.ts';
import { physicalName } from '../cloud/environment.ts';
import { queuesOf } from '../cloud/resource-names.ts';
import type { ReleasedFunctions } from '../release/released-functions.ts';
import type { ReleaseRecord, ReleaseRecords } from '../release/release-record.ts';
import { page } from '../workspace.ts';

/** How a service stands. */
export interface ServiceStatus {
  service: string;
  version: string;
  /** Digest of the code that serves. */
  digest: string;
  record: ReleaseRecord | undefined;
  canary: { version: string; digest: string; percent: number } | undefined;
  /** What an operator should do about it, if anything. */
  todo: string[];
}

/** How a queue stands, in messages. */
export interface QueueStatus {
  queue: string;
  holds: string;
  waiting: number;
  inFlight: number;
}

/** An alarm that is not in order. */
export interface AlarmStatus {
  alarm: string;
  since: string;
  reason: string;
}

/** What runs where, what waits, and what is wrong. */
export interface Status {
  environment: string;
  url: string;
  services: ServiceStatus[];
  queues: QueueStatus[];
  /** How many alarms there are. */
  alarms: number;
  raised: AlarmStatus[];
}

/** What a status is read from. */
export interface StatusPorts {
  topology: Topology;
  deployment: Deployment;
  functions: ReleasedFunctions;
  records: ReleaseRecords;
  sqs: SQSClient;
  cloudwatch: CloudWatchClient;
}

/** Reads how an environment stands. */
export async function readStatus(ports: StatusPorts): Promise<Status> {
  const { topology, deployment } = ports;
  const [services, pageRecord, queues, alarms] = await Promise.all([
    Promise.all(Object.keys(deployment.services).map((service) => readService(ports, service))),
    ports.records.read(page),
    Promise.all(queuesOf(topology, deployment.environment).map((queue) => readQueue(ports.sqs, queue))),
    readAlarms(ports.cloudwatch, `${physicalName(deployment.project, deployment.environment, '')}`),
  ]);
  return {
    environment: deployment.environment,
    url: deployment.publicUrl,
    services: [...services, ...(pageRecord ? [pageStatus(pageRecord)] : [])],
    queues,
    ...alarms,
  };
}

async function readService(
  { functions, records, deployment }: StatusPorts,
  service: string,
): Promise<ServiceStatus> {
  const [live, record, differs] = await Promise.all([
    functions.live(service),
    records.read(service),
    functions.configurationDiffers(service),
  ]);
  const again = `npm run deploy -- ${service} --env ${deployment.environment}`;
  return {
    service,
    version: live.version,
    digest: live.digest,
    record,
    canary: live.canary,
    todo: [
      ...(record ? [] : [`not deployed yet: ${again}`]),
      ...(record && record.version !== live.version ? [`a ${record.how} broke off: run it again`] : []),
      ...(differs ? [`its configuration has changed and does not serve yet: ${again}`] : []),
      ...(live.canary ? [`a canary gets ${live.canary.percent} %: add --promote, or npm run rollback`] : []),
    ],
  };
}

const pageStatus = (record: ReleaseRecord): ServiceStatus => ({
  service: page,
  version: '',
  digest: record.digest,
  record,
  canary: undefined,
  todo: [],
});

async function readQueue(
  sqs: SQSClient,
  { name, physicalName: QueueName, holds }: ReturnType<typeof queuesOf>[number],
): Promise<QueueStatus> {
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }),
  );
  return {
    queue: name,
    holds,
    waiting: Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0),
    inFlight: Number(Attributes?.['ApproximateNumberOfMessagesNotVisible'] ?? 0),
  };
}

async function readAlarms(
  cloudwatch: CloudWatchClient,
  AlarmNamePrefix: string,
): Promise<Pick<Status, 'alarms' | 'raised'>> {
  let alarms = 0;
  const raised: AlarmStatus[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix, NextToken }));
    for (const { AlarmName, StateValue, StateReason, StateUpdatedTimestamp } of answer.MetricAlarms ?? []) {
      alarms++;
      if (StateValue === 'ALARM')
        raised.push({
          alarm: AlarmName ?? '',
          since: StateUpdatedTimestamp?.toISOString() ?? '',
          reason: StateReason ?? '',
        });
    }
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  return { alarms, raised };
}
