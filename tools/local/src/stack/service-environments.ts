import path from 'node:path';
import {
  serviceEnvironment,
  type ResourceAddresses,
  type Topology,
  type TopologyService,
} from '@marketscope/contracts/topology';
import type { MarketDataKind } from '@marketscope/market-data';
import { emulatorRegion, type MadeResources } from '@marketscope/testing';
import { OBJECTS_PATH } from '../edge/objects.ts';
import { demoAccount } from './demo-account.ts';

/** Variables of the machine that a process needs to work on it at all, proxies and certificates among them. */
const MACHINE = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SystemRoot',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_USE_ENV_PROXY',
  'NODE_EXTRA_CA_CERTS',
];

/** Variables of the person's shell that a service gets which has the setting beside them. */
const BESIDE_SETTING = {
  MARKET_DATA: [
    'YAHOO_BASE_URL',
    'ALPACA_BASE_URL',
    'ALPACA_TRADING_URL',
    'ALPACA_FEED',
    'ALPACA_REQUESTS_PER_MINUTE',
    'ALPACA_KEY_ID',
    'ALPACA_SECRET_KEY',
  ],
  OPENAI_BASE_URL: ['OPENAI_API_KEY'],
  AZURE_OPENAI_ENDPOINT: ['AZURE_OPENAI_API_KEY'],
} as const;

/** Where services run, and as whom: on the laptop's own cloud, or on one that Terraform made. */
export interface Deployment {
  /** How the AWS SDK of a service finds the cloud, and as whom. */
  access(name: string): Record<string, string>;
  /** What the deployment itself tells a service: where its resources are, and its settings. */
  variables(name: string, service: TopologyService): Record<string, string>;
  functionArn(name: string): string;
  /** A folder that the services may call their own. */
  folder: string;
}

/** What a deployment on the laptop's cloud consists of. */
export interface LaptopDeployment {
  topology: Topology;
  resources: MadeResources;
  /** How the AWS SDK finds the emulators. */
  cloud: Record<string, string>;
  /** `file:` URLs by secret. */
  secrets: ReadonlyMap<string, string>;
  /** Values of settings by their variables. */
  settings: Partial<Record<string, string>>;
  /** A folder that the services may call their own. */
  folder: string;
}

/** A deployment on the laptop's cloud, where all services are the same somebody. */
export function laptopDeployment(parts: LaptopDeployment): Deployment {
  return {
    access: () => parts.cloud,
    variables: (_name, service) => ({
      ...serviceEnvironment(service, addresses(parts)),
      ...present(parts.settings, service.settings),
    }),
    functionArn: (name) => localFunctionArn(parts.topology, name),
    folder: parts.folder,
  };
}

/** What the laptop's cloud, which holds no functions itself, calls a function. */
export function localFunctionArn({ project }: Topology, name: string): string {
  return `arn:aws:lambda:${emulatorRegion}:000000000000:function:${project}-local-${name}`;
}

/** Where the index of documents is on a laptop. */
export function indexFolder(stateDir: string): string {
  return path.join(stateDir, 'index');
}

/** Values of all settings that the topology knows, on this machine. */
export function localSettings(
  shell: NodeJS.ProcessEnv,
  given: { marketData: MarketDataKind; publicUrl: string; smtpUrl: string; stateDir: string },
): LaptopDeployment['settings'] {
  return {
    AZURE_OPENAI_API_VERSION: shell['AZURE_OPENAI_API_VERSION'],
    AZURE_OPENAI_DEPLOYMENT: shell['AZURE_OPENAI_DEPLOYMENT'],
    AZURE_OPENAI_EMBEDDING_DEPLOYMENT: shell['AZURE_OPENAI_EMBEDDING_DEPLOYMENT'],
    AZURE_OPENAI_ENDPOINT: shell['AZURE_OPENAI_ENDPOINT'],
    CURATOR_EMAILS: shell['CURATOR_EMAILS'] ?? demoAccount.email,
    EMBEDDINGS: shell['EMBEDDINGS'],
    EMBEDDING_DIMENSIONS: shell['EMBEDDING_DIMENSIONS'],
    // In a folder: the emulator's buckets lack the conditional writes that the index stands on.
    INDEX_URI: indexFolder(given.stateDir),
    LOG_LEVEL: shell['LOG_LEVEL'] ?? 'info',
    MAIL_FROM: 'MarketScope <marketscope@localhost>',
    MARKET_DATA: given.marketData,
    OBJECTS_URL: new URL(OBJECTS_PATH, given.publicUrl).href,
    OPENAI_BASE_URL: shell['OPENAI_BASE_URL'],
    OPENAI_EMBEDDING_BASE_URL: shell['OPENAI_EMBEDDING_BASE_URL'],
    OPENAI_EMBEDDING_MODEL: shell['OPENAI_EMBEDDING_MODEL'],
    OPENAI_MODEL: shell['OPENAI_MODEL'],
    // Their mail is kept here, as everybody's.
    OPERATOR_EMAILS: shell['OPERATOR_EMAILS'] ?? 'operator@example.com',
    PUBLIC_URL: given.publicUrl,
    SMTP_URL: given.smtpUrl,
    // The edge stands before the servers, and nothing else reaches them.
    TRUSTED_PROXIES: '1',
  };
}

/**
 * The whole environment of a service: what the deployment gives it and nothing else of the person's shell than the machine
 * needs, so that neither AWS credentials nor settings of theirs change what a service does.
 * @param shell the environment of the person who started the stack
 */
export function environmentOf(
  deployment: Deployment,
  name: string,
  service: TopologyService,
  shell: NodeJS.ProcessEnv,
): Record<string, string> {
  return {
    ...machineVariables(shell),
    ...deployment.access(name),
    TZ: 'UTC',
    // Neither of these exists: the person's own profiles must not be read.
    AWS_CONFIG_FILE: path.join(deployment.folder, 'aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(deployment.folder, 'aws-credentials'),
    ...deployment.variables(name, service),
    ...(service.kind === 'function' && {
      AWS_LAMBDA_FUNCTION_NAME: deployment.functionArn(name).split(':').at(-1) ?? '',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(service.memoryMb),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    }),
    ...fromShell(service, shell),
  };
}

/** What of the person's shell the machine needs. */
export function machineVariables(shell: NodeJS.ProcessEnv): Record<string, string> {
  return present(shell, MACHINE);
}

/** What of the person's shell is meant for a service, by its settings. */
export function fromShell(service: TopologyService, shell: NodeJS.ProcessEnv): Record<string, string> {
  const names = Object.entries(BESIDE_SETTING).flatMap(([setting, variables]) =>
    service.settings.some((each) => each === setting) ? variables : [],
  );
  return present(shell, names);
}

function addresses({ resources, secrets }: LaptopDeployment): ResourceAddresses {
  const found = (name: string, address: string | undefined): string => {
    if (address === undefined) throw new TypeError(`${name} was not made`);
    return address;
  };
  return {
    table: (name) => found(name, resources.tables[name]),
    queue: (name) => found(name, resources.queues[name]),
    topic: (name) => found(name, resources.topics[name]),
    bucket: (name) => found(name, resources.buckets[name]),
    secret: (name) => found(name, secrets.get(name)),
    parameter: (name) => `env:${parameterVariable(name)}`,
  };
}

/** The variable of the person's shell that stands for a parameter on a laptop, e.g. `ALPACA_KEY_ID` for `alpaca/key-id`. */
export function parameterVariable(name: string): string {
  return name.toUpperCase().replaceAll(/[-/]/g, '_');
}

function present(
  variables: Partial<Record<string, string>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = variables[name];
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}
