/**
 * `npm run event -- <service> <file.json>`: runs a service's Lambda handler with an event, in the environment of the
 * running stack or, when none runs, of a new local cloud in memory.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emulatorRegion, readTopology, startLocalCloud } from '@marketscope/testing';
import { createLocalFunction } from '../functions/local-function.ts';
import { startMailSink } from '../mail/mail-sink.ts';
import { openMailStore } from '../mail/mail-store.ts';
import { dataDirectory } from '../stack/data-dir.ts';
import { findRunningStack } from '../stack/running-file.ts';
import { keepSecrets } from '../stack/secrets.ts';
import { environmentOf, fromShell, functionName, machineVariables } from '../stack/service-environments.ts';
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
  const event = await readEvent(file);
  const bundle = path.join(workspace, 'dist/apps', name, 'lambda.mjs');
  if (!existsSync(bundle)) throw new CommandError(`${name} is not built. Run npx nx build ${name}.`);

  const { environment, close } = await surroundings(name);
  const handler = createLocalFunction(name, {
    bundle,
    functionArn: `arn:aws:lambda:${emulatorRegion}:000000000000:function:${functionName(topology, name)}`,
    timeoutSeconds: service.timeoutSeconds,
    memoryMb: service.memoryMb,
    environment,
    // The handler's log goes where it does not mix with its answer.
    output: process.stderr.fd,
  });
  try {
    const answer = await handler.invoke(event);
    console.log(JSON.stringify(answer ?? null, null, 2));
  } finally {
    await handler.stop();
    await close();
  }
});

/** The environment to run a service in, and what ends what was started for it. */
async function surroundings(
  name: string,
): Promise<{ environment: Record<string, string>; close: () => Promise<void> }> {
  const { MARKET_DATA } = readSettings();
  const topology = await readTopology();
  const service = topology.services[name];
  const stack = await findRunningStack(dataDirectory());
  const known = stack?.services[name];
  if (service && stack && known) {
    console.error(dim(`With the stack on ${stack.url}.`));
    return {
      environment: { ...machineVariables(process.env), ...known, ...fromShell(service, process.env) },
      close: async () => undefined,
    };
  }
  if (!service) throw new CommandError(`There is no service ${name}.`);

  console.error(dim('No stack runs, so with an empty local cloud.'));
  const folder = await mkdtemp(path.join(tmpdir(), 'marketscope-event-'));
  const cloud = await startLocalCloud({ topology, spyBuffer: 0 });
  const mailSink = await startMailSink(await openMailStore(path.join(folder, 'mail.jsonl')));
  const deployment = {
    topology,
    resources: cloud.resources,
    cloud: cloud.environment,
    secrets: await keepSecrets(folder, Object.keys(service.grants.secrets)),
    settings: {
      LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
      MAIL_FROM: 'MarketScope <marketscope@localhost>',
      MARKET_DATA: MARKET_DATA === 'auto' ? 'replay' : MARKET_DATA,
      PUBLIC_URL: 'http://127.0.0.1:3000',
      SMTP_URL: mailSink.url,
    },
    folder,
  };
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
