import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { topologySchema, type Topology } from '@marketscope/contracts/topology';
import { emulatorRegion, startEmulators, type Emulators } from './emulators.ts';
import { makeResources, type MadeResources, type ResourceClients } from './resources.ts';

/** The emulators with every resource of a topology, and clients that reach them. */
export interface LocalCloud {
  topology: Topology;
  emulators: Emulators;
  resources: MadeResources;
  clients: ResourceClients & { documents: DynamoDBDocumentClient };
  /** The variables by which the AWS SDK of another process finds the emulators. */
  environment: Record<string, string>;
  stop(): Promise<void>;
}

const repositoryRoot = path.resolve(import.meta.dirname, '../../../..');

/** Reads and checks `infra/topology.json`. */
export async function readTopology(): Promise<Topology> {
  const text = await readFile(path.join(repositoryRoot, 'infra/topology.json'), 'utf8');
  return topologySchema.parse(JSON.parse(text));
}

/**
 * Starts the local cloud: in memory, or in `dataDir` when one is given.
 * @param options.topology `infra/topology.json` unless given
 * @param options.visibility visibility time-out of every queue in seconds, for tests that wait for redelivery
 * @param options.spyBuffer operations that the emulators' spy remembers
 */
export async function startLocalCloud(
  options: { dataDir?: string; topology?: Topology; visibility?: number; spyBuffer?: number } = {},
): Promise<LocalCloud> {
  const topology = options.topology ?? (await readTopology());
  const emulators = await startEmulators({
    ...(options.dataDir !== undefined && { dataDir: options.dataDir }),
    ...(options.spyBuffer !== undefined && { spyBuffer: options.spyBuffer }),
  });
  const access = { region: emulatorRegion, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const aws = { ...access, endpoint: emulators.awsEndpoint };
  const dynamodb = new DynamoDBClient({ ...access, endpoint: emulators.dynamodbEndpoint });
  const clients = {
    dynamodb,
    documents: DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } }),
    s3: new S3Client({ ...aws, forcePathStyle: true }),
    sns: new SNSClient(aws),
    sqs: new SQSClient(aws),
  };
  const resources = await makeResources(topology, clients, {
    environment: 'local',
    ...(options.visibility !== undefined && { visibility: options.visibility }),
  });
  return {
    topology,
    emulators,
    resources,
    clients,
    environment: {
      AWS_REGION: emulatorRegion,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL: emulators.awsEndpoint,
      AWS_ENDPOINT_URL_DYNAMODB: emulators.dynamodbEndpoint,
    },
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await emulators.stop();
    },
  };
}
