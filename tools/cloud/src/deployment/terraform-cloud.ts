import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Cloud, Deployment } from '@marketscope/local';
import type { SystemOutput } from '../terraform/applied-environment.ts';
import { accessVariables, assumeRole, type CloudAccess } from './role-session.ts';

/** A cloud that Terraform made, where each service is its own role. */
export interface TerraformCloud extends Cloud {
  deployment: Deployment;
  /** Access of a service, as its role. */
  accessOf(service: string): CloudAccess;
}

/**
 * Takes the role of every service.
 * @param operator access of whoever looks after the stack
 * @param folder that services may call their own
 */
export async function openTerraformCloud(
  system: SystemOutput,
  operator: CloudAccess,
  folder: string,
): Promise<TerraformCloud> {
  const roles = new Map<string, CloudAccess>();
  for (const [service, roleArn] of Object.entries(system.role_arns))
    roles.set(service, await assumeRole(operator, { roleArn, session: service }));
  const accessOf = (service: string): CloudAccess => {
    const access = roles.get(service);
    if (!access) throw new TypeError(`Terraform made no role of ${service}`);
    return access;
  };
  const functionArn = (service: string): string => {
    const account = system.role_arns[service]?.split(':')[4] ?? '';
    return `arn:aws:lambda:${operator.region}:${account}:function:${system.functions[service] ?? service}`;
  };
  const deployment: Deployment = {
    access: (service) => accessVariables(accessOf(service)),
    variables: (service) => system.service_environment[service] ?? {},
    functionArn,
    folder,
  };
  const dynamodb = new DynamoDBClient(operator);
  const clients = {
    documents: DynamoDBDocumentClient.from(dynamodb, { marshallOptions: { removeUndefinedValues: true } }),
    s3: new S3Client({ ...operator, forcePathStyle: true }),
    sns: new SNSClient(operator),
    sqs: new SQSClient(operator),
  };
  const readers = new Map([...roles].map(([service, access]) => [service, new SQSClient(access)]));

  return {
    endpoints: { aws: operator.endpoint, dynamodb: operator.endpoint },
    resources: {
      tables: system.tables,
      queues: system.queues,
      deadLetterQueues: system.dead_letter_queues,
      topics: system.topics,
      buckets: system.buckets,
    },
    clients,
    accessOf,
    deployment,
    async deploy({ services, publicUrl, smtpUrl }) {
      for (const service of services) {
        const variables = system.service_environment[service] ?? {};
        for (const [name, value] of Object.entries({ PUBLIC_URL: publicUrl, SMTP_URL: smtpUrl }))
          if (variables[name] !== undefined && variables[name] !== value)
            throw new TypeError(`Terraform gave ${service} ${name}=${variables[name]}, but that is ${value}`);
      }
      return deployment;
    },
    queueReader: (service) => {
      const reader = readers.get(service);
      if (!reader) throw new TypeError(`Terraform made no role of ${service}`);
      return reader;
    },
    // The emulator tells queues itself.
    notifyOfObjects: () => ({ stop: async () => undefined }),
    // The emulator's topics invoke the functions that it holds, which it can't run: scenarios invoke what would be.
    invokeByTopics: () => ({ stop: async () => undefined }),
    async stop() {
      for (const client of [dynamodb, ...Object.values(clients), ...readers.values()]) client.destroy();
    },
  };
}
