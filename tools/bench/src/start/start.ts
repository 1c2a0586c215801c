import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { serviceEnvironment } from '@marketscope/contracts/topology';
import { readTopology } from '@marketscope/testing';
import { build } from 'esbuild';
import { serviceBundle } from '../../../deploy/src/service-bundle.ts';
import { inTurn } from '../pairs.ts';
import { benchRow, type BenchRow } from '../row.ts';
import { runs, startTime, type Starting } from './start-times.ts';

const workspace = path.resolve(import.meta.dirname, '../../../..');
const ROUNDS = 11;

/** The clients that each service makes when it starts. */
const clients: Record<string, readonly ('Document' | 'Object' | 'Queue' | 'Secrets' | 'Topic')[]> = {
  'chat-api': ['Document', 'Object', 'Topic'],
  'notification-worker': ['Document', 'Queue', 'Topic'],
  'secret-rotator': ['Secrets'],
  'stock-updater': ['Document', 'Object', 'Queue', 'Topic'],
};

/** Settings without which a service does not start. */
const settings = {
  SMTP_URL: 'smtp://127.0.0.1:25',
  MAIL_FROM: 'bench@example.com',
  PUBLIC_URL: 'https://example.com',
};

/** What people who know Lambda compare with. */
const python: Starting = {
  command: 'python3',
  given: [
    '-c',
    "import boto3\nfor name in ('dynamodb', 'sqs', 'sns'): boto3.client(name, region_name='us-east-1')",
  ],
};

/** The start of each function, from its process to its handler, against Node with its clients, and against Python with boto3. */
export async function* benchStart(): AsyncIterable<BenchRow> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-start-'));
  try {
    const hasPython = await runs(python);
    if (!hasPython)
      console.error('start: without python3 and boto3 there is nothing of theirs to compare with');
    const { services } = await readTopology();
    for (const [name, service] of Object.entries(services)) {
      const address = (resource: string): string => `address-of-${resource}`;
      const environment = {
        ...settings,
        AWS_REGION: 'us-east-1',
        ...serviceEnvironment(service, {
          table: address,
          queue: address,
          topic: address,
          bucket: address,
          secret: address,
          parameter: address,
        }),
      };
      const value = (): Promise<number> =>
        startTime(loading(path.join(workspace, 'dist/apps', name, 'lambda.mjs'), environment));
      const bare = loading(await bundleOfClients(name, folder), environment);
      yield benchRow(
        `start: ${name} over bare clients`,
        { ...(await inTurn({ value, limit: () => startTime(bare) }, { rounds: ROUNDS })), unit: 'ms' },
        { atMost: 1.5 },
      );
      if (hasPython)
        yield benchRow(
          `start: ${name} over Python with boto3`,
          { ...(await inTurn({ value, limit: () => startTime(python) }, { rounds: ROUNDS })), unit: 'ms' },
          { atMost: 0.35 },
        );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function loading(bundle: string, environment: Record<string, string>): Starting {
  const given = [path.join(import.meta.dirname, 'load-function.mjs'), pathToFileURL(bundle).href];
  return { command: process.execPath, given, environment };
}

/** Bundles, as services are, a function that makes a service's clients and nothing else. */
async function bundleOfClients(name: string, folder: string): Promise<string> {
  const makers = (clients[name] ?? []).map((client) => `create${client}Client`);
  await build({
    ...serviceBundle,
    stdin: {
      contents: `import { ${makers.join(', ')} } from '${path.join(workspace, 'libs/runtime/src/clients.ts')}';
        const clients = [${makers.map((maker) => `${maker}()`).join(', ')}];
        export const handler = () => clients;`,
      resolveDir: workspace,
      sourcefile: `${name}.ts`,
      loader: 'ts',
    },
    outdir: path.join(folder, name),
    entryNames: 'lambda',
  });
  return path.join(folder, name, 'lambda.mjs');
}
