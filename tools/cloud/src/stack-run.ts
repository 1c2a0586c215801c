import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createLocalFunction, environmentOf, startStack, terminalReporter } from '@marketscope/local';
import { readTopology } from '@marketscope/testing';
import type { CloudAccess } from './deployment/role-session.ts';
import { openTerraformCloud, type TerraformCloud } from './deployment/terraform-cloud.ts';
import { pauseEventSources } from './event-sources.ts';
import type { Recorder } from './recorder/recorder.ts';
import { rotateSecrets } from './scenarios/rotation.ts';
import { startAsScheduled } from './scenarios/schedules.ts';
import { uploadAsOneUser } from './scenarios/uploads.ts';
import { runScript } from './script.ts';
import type { Steps } from './steps.ts';
import type { SystemOutput } from './terraform/applied-environment.ts';
import { records, resultsFolder, workspace } from './workspace.ts';

/** How many times longer than on a laptop's cloud things may take: the emulator answers about 180 calls a second. */
const PATIENCE = process.env['E2E_PATIENCE'] ?? '4';

/** Runs the stack on what Terraform made, and the scenarios against it. */
export async function runStack({
  step,
  system,
  state,
  operator,
  recorder,
  url,
  port,
  smtpPort,
  signal,
}: {
  step: Steps['step'];
  system: SystemOutput;
  state: unknown;
  operator: CloudAccess;
  recorder: Recorder;
  port: number;
  smtpPort: number;
  url: string;
  signal: AbortSignal;
}): Promise<void> {
  const dataDir = records.stack;
  await mkdir(dataDir, { recursive: true });
  const cloud = await openTerraformCloud(system, operator, dataDir);
  await pauseEventSources(operator);
  const stack = await step('Start the services, each with the credentials of its role', () =>
    startStack({
      dataDir,
      port,
      smtpPort,
      signal,
      cloud,
      marketData: 'replay',
      reporter: terminalReporter(path.join(dataDir, 'logs')),
    }),
  );
  try {
    recorder.answerInvocations((functionName, payload) =>
      stack.invoke(serviceOf(system, functionName), payload),
    );

    await step('The end-to-end suite', () => endToEndSuite({ url, port, dataDir }));
    await step('Start what schedules start, as Scheduler', () => startAsScheduled(state, operator));
    await step('Rotate the secrets while people are signed in', () =>
      rotateGeneratedSecrets(system, cloud, url),
    );
    await step('Upload with credentials for one user', () =>
      uploadAsOneUser(system, cloud.accessOf('chat-api')),
    );
  } finally {
    await stack.stop();
  }
}

async function rotateGeneratedSecrets(
  system: SystemOutput,
  cloud: TerraformCloud,
  url: string,
): Promise<void> {
  const topology = await readTopology();
  const secrets = Object.entries(topology.secrets)
    .filter(([, { rotation }]) => rotation?.service === 'secret-rotator')
    .map(([name]) => system.secrets[name] ?? '');
  const service = topology.services['secret-rotator'];
  if (!service) throw new TypeError('the topology has no secret-rotator');
  const rotator = createLocalFunction('secret-rotator', {
    bundle: path.join(workspace, 'dist/apps/secret-rotator/lambda.mjs'),
    functionArn: cloud.deployment.functionArn('secret-rotator'),
    timeoutSeconds: service.timeoutSeconds,
    memoryMb: service.memoryMb,
    environment: environmentOf(cloud.deployment, 'secret-rotator', service, process.env),
    output: process.stderr.fd,
  });
  try {
    await rotateSecrets(url, secrets, (event) => rotator.invoke(event));
  } finally {
    await rotator.stop();
  }
}

/** The service of a function, by its name or ARN, with or without an alias. */
function serviceOf(system: SystemOutput, functionName: string): string {
  const parts = functionName.split(':');
  const found = Object.entries(system.functions).find(([, name]) => parts.includes(name));
  if (!found) throw new TypeError(`there is no function ${functionName}`);
  return found[0];
}

async function endToEndSuite(stack: { url: string; port: number; dataDir: string }): Promise<void> {
  const vitest = path.join(
    path.dirname(createRequire(import.meta.url).resolve('vitest/package.json')),
    'vitest.mjs',
  );
  const results = path.join(resultsFolder, 'e2e-cloud.json');
  await runScript(
    vitest,
    [
      'run',
      '--root',
      'tools/e2e',
      '--config',
      'vitest.cloud.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${results}`,
    ],
    { E2E_STACK: JSON.stringify(stack), E2E_PATIENCE: PATIENCE },
  );
}
