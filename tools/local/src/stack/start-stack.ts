import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Topology } from '@marketscope/contracts/topology';
import type { MarketDataKind } from '@marketscope/market-data';
import { createRunStore } from '@marketscope/stores';
import { readTopology } from '@marketscope/testing';
import { startEdge } from '../edge/edge.ts';
import { startMailSink } from '../mail/mail-sink.ts';
import { openMailStore, type ReceivedMail } from '../mail/mail-store.ts';
import type { Reporter } from '../reporter.ts';
import { createClosers, type Closers } from './closers.ts';
import { startLaptopCloud, type Cloud } from './cloud.ts';
import { seedDemoAccount } from './demo-account.ts';
import { freePort } from './free-port.ts';
import { stackReadiness } from './readiness.ts';
import { reportRun } from './run-report.ts';
import { removeRunningStack, writeRunningStack } from './running-file.ts';
import { seedSampleDocuments } from './sample-documents.ts';
import { environmentOf } from './service-environments.ts';
import { runnableServices, startServices, type RunningServices } from './services.ts';
import { startTriggers } from './triggers.ts';
import { workspace } from './workspace.ts';

const DEFAULT_PORT = 3000;

/** Does one part of the start under a title. */
export type Step = <Result>(title: string, work: () => Promise<Result>) => Promise<Result>;

export interface StackOptions {
  /** Folder of the state, which is apart for each market, and of the logs. */
  dataDir: string;
  /** The market of the whole run: live and recorded prices never meet. */
  marketData: MarketDataKind;
  /** The port to begin with, 3000 unless given; the next free one is taken. */
  port?: number;
  /** Loopback unless given. */
  host?: string;
  /** `infra/topology.json` unless given. */
  topology?: Topology;
  /** Folder that holds the built services by name, and the page as `web`. */
  bundles?: string;
  /** Where its resources are: a laptop's cloud of its own unless given. It is stopped with the stack. */
  cloud?: Cloud;
  /** Where the mail server listens: on a free port unless given. */
  smtpPort?: number;
  /** Environment of the person who starts it: `process.env` unless given. */
  shell?: NodeJS.ProcessEnv;
  reporter?: Reporter;
  step?: Step;
  /** Ends the start. */
  signal?: AbortSignal;
}

/** The whole system, running on this machine. */
export interface Stack {
  url: string;
  port: number;
  /** Folder of this market's state. */
  stateDir: string;
  logs: string;
  cloud: Cloud;
  /** Newest first. */
  mails(): ReceivedMail[];
  /** Invokes a function with an event. @throws FunctionError */
  invoke(service: string, event: unknown): Promise<unknown>;
  /** Stops all of it, within 5 s. */
  stop(): Promise<void>;
}

/**
 * Starts the whole system: the local cloud, the mail sink, the services, what invokes them, and the edge; and makes the
 * demo account. The services must have been built.
 * @throws Error when a part does not start; what had been started is stopped then
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const closers = createClosers();
  const abort = (): void => void closers.closeAll().catch(() => undefined);
  options.signal?.addEventListener('abort', abort, { once: true });
  try {
    return await start(options, closers);
  } catch (error) {
    await closers.closeAll().catch(() => undefined);
    options.signal?.throwIfAborted();
    throw error;
  } finally {
    options.signal?.removeEventListener('abort', abort);
  }
}

async function start(options: StackOptions, closers: Closers): Promise<Stack> {
  const shell = options.shell ?? process.env;
  const reporter = options.reporter ?? silent;
  const step: Step = async (title, work) => {
    options.signal?.throwIfAborted();
    return options.step ? options.step(title, work) : work();
  };
  const bundles = options.bundles ?? path.join(workspace, 'dist/apps');
  const topology = options.topology ?? (await readTopology());
  const runnables = runnableServices(topology, bundles);
  const logs = path.join(options.dataDir, 'logs');
  const stateDir = path.join(options.dataDir, options.marketData === 'replay' ? 'replay' : 'live');
  await mkdir(stateDir, { recursive: true });

  const cloud =
    options.cloud ?? (await step('Start the local cloud', () => startLaptopCloud(topology, stateDir)));
  closers.add(() => cloud.stop());
  const mails = await openMailStore(path.join(stateDir, 'mail.jsonl'));
  const mailSink = await startMailSink(mails, options.smtpPort);
  closers.add(() => mailSink.stop());
  // Sources are told to stop first of all, but have ended only when the functions have: they delete what was handled.
  const ending: Promise<void>[] = [];
  closers.add(() => Promise.all(ending));

  let services: RunningServices | undefined;
  const servers = await Promise.all(
    runnables
      .filter(({ service }) => service.kind === 'http')
      .map(async ({ name, service }) => {
        const port = await freePort();
        return { name, port, url: `http://127.0.0.1:${port}`, paths: service.paths };
      }),
  );
  const readiness = () => stackReadiness(servers, [...(services?.functions.values() ?? [])]);
  // Whoever waits for the stack to be ready finds the demo account and the stack's file, too.
  const runner = {
    name: 'runner',
    isUp: false,
    state: () => (runner.isUp ? { ok: true } : { ok: false, detail: 'starting' }),
  };
  const invoke = async (service: string, event: unknown): Promise<unknown> => {
    const found = services?.functions.get(service);
    if (!found) throw new TypeError(`there is no function ${service}`);
    return found.invoke(event);
  };
  const runs = createRunStore({
    documents: cloud.clients.documents,
    table: cloud.resources.tables['runs'] ?? '',
  });
  const edge = await step('Open the address', () =>
    startEdge({
      host: options.host ?? '127.0.0.1',
      port: options.port ?? DEFAULT_PORT,
      services: servers,
      objectsUrl: cloud.endpoints.aws,
      webRoot: path.join(bundles, 'web'),
      readiness: () => stackReadiness(servers, [...(services?.functions.values() ?? []), runner]),
      dev: {
        mails,
        functions: runnables.filter(({ service }) => service.kind === 'function').map(({ name }) => name),
        invoke,
        runReport: (runId) => reportRun(runs, runId),
      },
    }),
  );
  closers.add(() => edge.stop());

  const deployment = await cloud.deploy({
    marketData: options.marketData,
    publicUrl: edge.url,
    smtpUrl: mailSink.url,
    shell,
    services: runnables.map(({ name }) => name),
  });
  await step(`Start ${runnables.map(({ name }) => name).join(', ')}`, async () => {
    services = await startServices({
      runnables,
      deployment,
      shell,
      ports: new Map(servers.map(({ name, port }) => [name, port])),
      logFolder: logs,
      reporter,
      closers,
    });
    await services.ready(readiness);
  });
  await startTriggers({ topology, cloud, invoke, reporter, closers, ending });
  await step('Make the demo account', () => seedDemoAccount(edge.url, reporter));

  const knowledgeBase = cloud.resources.buckets['knowledge-base'];
  if (knowledgeBase !== undefined)
    await step('Offer the sample documents', () => seedSampleDocuments(cloud.clients.s3, knowledgeBase));

  await writeRunningStack(options.dataDir, {
    url: edge.url,
    pid: process.pid,
    marketData: options.marketData,
    startedAt: new Date().toISOString(),
    endpoints: cloud.endpoints,
    logs,
    services: Object.fromEntries(
      runnables.map(({ name, service }) => [name, environmentOf(deployment, name, service, {})]),
    ),
  });
  closers.add(() => removeRunningStack(options.dataDir));
  runner.isUp = true;
  return {
    url: edge.url,
    port: edge.port,
    stateDir,
    logs,
    cloud,
    mails: () => mails.list(),
    invoke,
    stop: () => closers.closeAll(),
  };
}

const silent: Reporter = { info: () => undefined, warn: () => undefined };
