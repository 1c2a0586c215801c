import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import { CreateSecretCommand } from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import type { Topology } from '@marketscope/contracts/topology';
import { startMoto } from '@marketscope/testing';
import { zipFiles } from '../artifact/zip.ts';
import { createCloudClients, type CloudClients } from '../cloud/clients.ts';
import { physicalName } from '../cloud/environment.ts';
import { queuesOf } from '../cloud/resource-names.ts';
import { readTopology, workspace } from '../workspace.ts';

/** How a command ended. */
export interface CommandEnd {
  code: number;
  /** All that it printed. */
  output: string;
}

/** The environment `local` in an emulator, as far as the tools need it, made as Terraform makes it. */
export interface EmulatedEnvironment {
  clients: CloudClients;
  topology: Topology;
  /** Runs one of the commands as npm does. */
  run(command: string, ...args: string[]): Promise<CommandEnd>;
  /** Writes a zip whose handler answers a word; answers its path. */
  zipAnswering(word: string): Promise<string>;
  /** A function as it stands: the code of the next version, and of the one that serves. */
  functionState(service: string): Promise<{ latest: string; live: string; version: string }>;
  stop(): Promise<void>;
}

/** Starts an emulator with these services, queues and secrets, and an empty first release of each service. */
export async function startEmulatedEnvironment(): Promise<EmulatedEnvironment> {
  const moto = await startMoto();
  const topology = await readTopology();
  const environment = { ...process.env, ...moto.environment };
  const clients = createCloudClients({
    endpoint: moto.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'deploy-'));
  const named = (name: string): string => physicalName(topology.project, 'local', name);

  const buckets = { releasesBucket: named('releases'), webBucket: named('web') };
  for (const Bucket of Object.values(buckets)) await clients.s3.send(new CreateBucketCommand({ Bucket }));
  const firstRelease = zipFiles(
    new Map([['lambda.mjs', new TextEncoder().encode('export const handler = undefined;')]]),
  );
  await createRole(moto.endpoint);
  for (const service of Object.keys(topology.services)) {
    await clients.lambda.send(
      new CreateFunctionCommand({
        FunctionName: named(service),
        Runtime: 'nodejs22.x',
        Handler: 'lambda.handler',
        Role: `arn:aws:iam::${moto.account}:role/${roleName}`,
        Code: { ZipFile: firstRelease },
        Architectures: ['arm64'],
        Publish: true,
      }),
    );
    await clients.lambda.send(
      new CreateAliasCommand({ FunctionName: named(service), Name: 'live', FunctionVersion: '1' }),
    );
  }
  for (const { physicalName: QueueName } of queuesOf(topology, 'local'))
    await clients.sqs.send(new CreateQueueCommand({ QueueName }));
  for (const secret of [...Object.keys(topology.secrets), 'brave-api-key'])
    await clients.secrets.send(new CreateSecretCommand({ Name: named(secret) }));
  await clients.ssm.send(
    new PutParameterCommand({
      Name: `/${topology.project}/local/deployment`,
      Type: 'String',
      Value: JSON.stringify({
        ...buckets,
        distributionId: null,
        publicUrl: 'http://127.0.0.1:3000',
        services: Object.fromEntries(
          Object.keys(topology.services).map((service) => [
            service,
            { function: named(service), architecture: 'arm64' },
          ]),
        ),
      }),
    }),
  );

  const configuration = async (service: string, Qualifier?: string): Promise<string> => {
    const { CodeSha256 = '' } = await clients.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName: named(service), Qualifier }),
    );
    return Buffer.from(CodeSha256, 'base64').toString('hex');
  };
  return {
    clients,
    topology,
    async run(command, ...args) {
      const script = path.join(workspace, 'tools/deploy/src/commands', `${command}.ts`);
      try {
        const { stdout, stderr } = await promisify(execFile)(
          process.execPath,
          [script, ...args, '--env', 'local'],
          { cwd: workspace, env: environment },
        );
        return { code: 0, output: `${stdout}${stderr}` };
      } catch (error) {
        const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
        return { code, output: `${stdout}${stderr}` };
      }
    },
    async zipAnswering(word) {
      const file = path.join(folder, `${word}.zip`);
      const source = `export const handler = async () => ${JSON.stringify(word)};\n`;
      await writeFile(file, zipFiles(new Map([['lambda.mjs', new TextEncoder().encode(source)]])));
      return file;
    },
    async functionState(service) {
      const { FunctionVersion = '' } = await clients.lambda.send(
        new GetAliasCommand({ FunctionName: named(service), Name: 'live' }),
      );
      return {
        latest: await configuration(service),
        live: await configuration(service, 'live'),
        version: FunctionVersion,
      };
    },
    async stop() {
      for (const client of Object.values(clients)) client.destroy();
      await moto.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const roleName = 'functions';

/** Makes the role that functions need, by IAM's own protocol: no client of it is installed for this one call. */
async function createRole(endpoint: string): Promise<void> {
  await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({
      Action: 'CreateRole',
      Version: '2010-05-08',
      RoleName: roleName,
      AssumeRolePolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }),
  });
}
