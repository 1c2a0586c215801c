import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Topology } from '@marketscope/contracts/topology';
import type { MarketDataKind } from '@marketscope/market-data';
import { upgradeAlerts } from '@marketscope/stores';
import { startLocalCloud, type MadeResources } from '@marketscope/testing';
import path from 'node:path';
import type { Reporter } from '../reporter.ts';
import { startBucketNotifications } from '../sources/bucket-notifications.ts';
import { startTopicInvocations } from '../sources/topic-invocations.ts';
import { keepSecrets } from './secrets.ts';
import { laptopDeployment, localSettings, type Deployment } from './service-environments.ts';

/** What a deployment has to know of the stack that it runs in. */
export interface Surroundings {
  marketData: MarketDataKind;
  publicUrl: string;
  smtpUrl: string;
  /** Environment of the person who starts the stack. */
  shell: NodeJS.ProcessEnv;
  /** The services that will run, by their names. */
  services: readonly string[];
}

/** Where a stack's resources are: the laptop's own cloud, or one in which Terraform made them. */
export interface Cloud {
  endpoints: { aws: string; dynamodb: string };
  resources: MadeResources;
  /** For whoever looks after the stack, who may do anything. */
  clients: { documents: DynamoDBDocumentClient; s3: S3Client; sns: SNSClient; sqs: SQSClient };
  /** Gets the cloud ready for services to run on it. */
  deploy(surroundings: Surroundings): Promise<Deployment>;
  /** Reads the queues of a function, as Lambda does, which is with the function's own role. */
  queueReader(service: string): SQSClient;
  /** Tells queues of what happens to buckets, where the cloud doesn't do so itself. */
  notifyOfObjects(reporter: Reporter): { stop(): Promise<void> };
  /** Invokes functions with what is published to the topics that may invoke them. */
  invokeByTopics(
    invoke: (service: string, event: unknown) => Promise<unknown>,
    reporter: Reporter,
  ): { stop(): Promise<void> };
  stop(): Promise<void>;
}

/**
 * Starts the laptop's cloud with every resource of the topology.
 * @param stateDir folder of its state, which it finds there again
 */
export async function startLaptopCloud(topology: Topology, stateDir: string): Promise<Cloud> {
  const { clients, resources, emulators, environment, stop } = await startLocalCloud({
    dataDir: stateDir,
    topology,
    spyBuffer: 0,
  });
  const alerts = resources.tables['price-alerts'];
  if (alerts !== undefined) await upgradeAlerts({ documents: clients.documents, table: alerts });
  return {
    endpoints: { aws: emulators.awsEndpoint, dynamodb: emulators.dynamodbEndpoint },
    resources,
    clients,
    async deploy({ services, shell, ...addresses }) {
      const secrets = services.flatMap((name) => Object.keys(topology.services[name]?.grants.secrets ?? {}));
      return laptopDeployment({
        topology,
        resources,
        cloud: environment,
        secrets: await keepSecrets(path.join(stateDir, 'secrets'), new Set(secrets), topology.secrets),
        settings: localSettings(shell, { ...addresses, stateDir }),
        folder: stateDir,
      });
    },
    queueReader: () => clients.sqs,
    notifyOfObjects: (reporter) =>
      startBucketNotifications({
        buckets: topology.buckets,
        resources,
        spy: emulators.spy,
        clients,
        reporter,
      }),
    invokeByTopics: (invoke, reporter) =>
      startTopicInvocations({
        services: topology.services,
        topics: resources.topics,
        spy: emulators.spy,
        invoke,
        reporter,
      }),
    stop,
  };
}
