/**
 * `npm run event -- <service> <file.json>`: runs a service's Lambda handler with an event, in the environment of the
 * running stack or, when none runs, of a new local cloud in memory.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Topology, TopologyService } from '@marketscope/contracts/topology';
import { readTopology, startLocalCloud } from '@marketscope/testing';
import { createLocalFunction } from '../functions/local-function.ts';
import { startMailSink } from '../mail/mail-sink.ts';
import { openMailStore } from '../mail/mail-store.ts';
import { dataDirectory } from '../stack/data-dir.ts';
import { findRunningStack } from '../stack/running-file.ts';
import { keepSecrets } from '../stack/secrets.ts';
import {
  environmentOf,
  fromShell,
  laptopDeployment,
  localFunctionArn,
  localSettings,
  machineVariables,
} from '../stack/service-environments.ts';
import { readSettings } from '../stack/settings.ts';
import { workspace } from '../stack/workspace.ts';
import { CommandError, runCommand } from './command.ts';
import { dim } from './styles.ts';

await runCommand(async () => {
  const [name, file] = process.argv.slice(2);
  const topology = await readTopology();
  const service = topology.services[name ?? ''];
  if (name === undefined || file === undefined || !service)
    throw new CommandError(
      `Name a service and a file with its event: npm run event -- <service> <file.json>\n` +
        `Services: ${Object.keys(topology.services).join(', ')}. Samples are in apps/<service>/events.`,
    );
  if (Object.values(topology.secrets).some(({ rotation }) => rotation?.service === name))
    throw new CommandError(
      `${name} makes new versions of secrets, which on a laptop are files without versions. ` +
        `npm run e2e:cloud has it rotate them in an emulator of AWS.`,
    );
  const event = await readEvent(file);
  const bundle = path.join(workspace, 'dist/apps', name, 'lambda.mjs');
  if (!existsSync(bundle)) throw new CommandError(`${name} is not built. Run npx nx build ${name}.`);

  const { environment, close } =
    (await runningSurroundings(name, service)) ?? (await freshSurroundings(name, service, topology));
  const handler = createLocalFunction(name, {
    bundle,
    functionArn: localFunctionArn(topology, name),
    timeoutSeconds: service.timeoutSeconds,
    memoryMb: service.memoryMb,
    environment,
    // The handler's log goes where it does not mix with its answer.
    output: process.stderr.fd,
  });
  try {
    console.log(JSON.stringify((await handler.invoke(event)) ?? null, null, 2));
  } finally {
    await handler.stop();
    await close();
  }
});

/** What a service runs in, and what ends it. */
interface Surroundings {
  environment: Record<string, string>;
  close(): Promise<void>;
}

/** Those of the running stack, if it runs the service. */
async function runningSurroundings(
  name: string,
  service: TopologyService,
): Promise<Surroundings | undefined> {
  const stack = await findRunningStack(dataDirectory());
  const known = stack?.services[name];
  if (!stack || !known) return undefined;
  console.error(dim(`With the stack on ${stack.url}.`));
  return {
    environment: { ...machineVariables(process.env), ...known, ...fromShell(service, process.env) },
    close: async () => undefined,
  };
}

/** An empty local cloud, and a mail sink, of its own. */
async function freshSurroundings(
  name: string,
  service: TopologyService,
  topology: Topology,
): Promise<Surroundings> {
  console.error(dim('No stack runs it, so with an empty local cloud.'));
  const { MARKET_DATA } = readSettings();
  const folder = await mkdtemp(path.join(tmpdir(), 'marketscope-event-'));
  const cloud = await startLocalCloud({ topology, spyBuffer: 0 });
  const mailSink = await startMailSink(await openMailStore(path.join(folder, 'mail.jsonl')));
  const deployment = laptopDeployment({
    topology,
    resources: cloud.resources,
    cloud: cloud.environment,
    secrets: await keepSecrets(folder, Object.keys(service.grants.secrets), topology.secrets),
    settings: localSettings(process.env, {
      marketData: MARKET_DATA === 'auto' ? 'replay' : MARKET_DATA,
      publicUrl: 'http://127.0.0.1:3000',
      smtpUrl: mailSink.url,
      stateDir: folder,
    }),
    folder,
  });
  return {
    environment: environmentOf(deployment, name, service, process.env),
    async close() {
      await mailSink.stop();
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** @throws CommandError when the file can't be read or is no JSON */
async function readEvent(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandError(
      `${file} can’t be read as JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
