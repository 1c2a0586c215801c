import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import {
  buildApps,
  createClosers,
  createLocalFunction,
  environmentOf,
  freePort,
  startStack,
  terminalReporter,
  type Closers,
} from '@marketscope/local';
import { emulatorRegion, readTopology, startMoto } from '@marketscope/testing';
import { accessVariables, assumeRole, type CloudAccess } from './deployment/role-session.ts';
import { openTerraformCloud, type TerraformCloud } from './deployment/terraform-cloud.ts';
import { managedPoliciesOf } from './iam/managed-policies.ts';
import { inventoryOf } from './inventory.ts';
import { startRecorder } from './recorder/recorder.ts';
import { releaseInTurn } from './scenarios/releases.ts';
import { rotateSecrets } from './scenarios/rotation.ts';
import { startAsScheduled } from './scenarios/schedules.ts';
import { uploadAsOneUser } from './scenarios/uploads.ts';
import type { Steps } from './steps.ts';
import { systemOutputOf, terraformEnvironment, type SystemOutput } from './terraform/applied-environment.ts';
import { resourcesOf } from './terraform/state-resources.ts';
import { records, resultsFolder, workspace } from './workspace.ts';
import { withoutAws } from './without-aws.ts';

/** How many times longer than on a laptop's cloud things may take: the emulator answers about 180 calls a second. */
const PATIENCE = process.env['E2E_PATIENCE'] ?? '4';

/**
 * The whole run, a step after another. What was started is stopped whatever happens.
 * @throws Error of the step that failed
 */
export async function runInCloud(steps: Steps, signal: AbortSignal): Promise<void> {
  const closers = createClosers();
  // Without its emulator whatever goes on soon ends.
  signal.addEventListener('abort', () => void closers.closeAll().catch(() => undefined), { once: true });
  try {
    await run(steps, signal, closers);
  } finally {
    await closers.closeAll();
  }
}

async function run({ step }: Steps, signal: AbortSignal, closers: Closers): Promise<void> {
  const scratch = await mkdtemp(path.join(tmpdir(), 'marketscope-cloud-'));
  closers.add(() => rm(scratch, { recursive: true, force: true }));
  await rm(path.dirname(records.calls), { recursive: true, force: true });
  await mkdir(path.dirname(records.calls), { recursive: true });

  await step('Build what has changed', () => buildApps(signal));
  const recorder = await step('Start the emulator and the recorder before it', async () => {
    const moto = await startMoto();
    closers.add(() => moto.stop());
    const started = await startRecorder({
      target: moto.endpoint,
      account: moto.account,
      file: records.calls,
    });
    closers.add(() => started.stop());
    return started;
  });
  const operator: CloudAccess = {
    region: emulatorRegion,
    endpoint: recorder.endpoint,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  };
  const [port, smtpPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const environment = terraformEnvironment({
    folder: path.join(workspace, 'infra/environments/local'),
    scratch,
    endpoint: recorder.endpoint,
    variables: { public_url: url, smtp_url: `smtp://127.0.0.1:${smtpPort}` },
  });

  const untouched = await inventoryOf(operator);
  await step('terraform init', () => environment.init());
  await step('terraform apply', () => environment.apply());
  await step('A second plan is empty', async () => assertNoDifference(await environment.difference()));
  const state = await environment.show();
  await writeFile(records.state, JSON.stringify(state));
  await writeFile(records.managedPolicies, JSON.stringify(await managedPoliciesOf(state, operator)));
  const system = systemOutputOf(state);

  await step('Give generated secrets their first values', () =>
    command('tools/deploy/src/commands/secrets.ts', ['--env', 'local'], accessVariables(operator)),
  );
  await step('Deploy two services in turn, roll one back', async () => {
    const deployer = await assumeRole(operator, {
      roleArn: system.roles_of_people['github_deploy'] ?? '',
      session: 'deployment',
    });
    const asDeployer = accessVariables(deployer);
    await releaseInTurn(system, operator, {
      scratch,
      command: (name, ...args) =>
        command(`tools/deploy/src/commands/${name}.ts`, [...args, '--env', 'local'], asDeployer),
    });
    await command('tools/deploy/src/commands/deploy.ts', ['web', '--env', 'local'], asDeployer);
  });
  await step('Show the status, as those who may see it', () => showStatus(system, operator));
  await step('A plan after deployments is empty', async () =>
    assertNoDifference(await environment.difference()),
  );

  await runStack({
    step,
    system,
    state,
    operator,
    recorder,
    dataDir: records.stack,
    port,
    smtpPort,
    url,
    signal,
  });

  await step('terraform destroy', async () => {
    await removeOthers(state, operator);
    await environment.destroy();
  });
  await step('Nothing is left', async () => assert.deepEqual(await inventoryOf(operator), untouched));
}

/** Shows what runs where to a developer, to another account's reader and to the deployment. */
async function showStatus({ roles_of_people: roles }: SystemOutput, operator: CloudAccess): Promise<void> {
  const tags = { person: 'grace', purpose: 'cloud tests' };
  for (const [name, session] of Object.entries({ developer: {}, reader: { tags }, github_deploy: {} })) {
    const access = await assumeRole(operator, { roleArn: roles[name] ?? '', session: name, ...session });
    await command('tools/deploy/src/commands/status.ts', ['--env', 'local'], accessVariables(access));
  }
}

/** @throws Error with what a plan would change */
function assertNoDifference(difference: string | undefined): void {
  if (difference !== undefined) throw new Error(`a plan would change what is there:\n${difference}`);
}

/** Runs the stack on what Terraform made, and the scenarios against it. */
async function runStack({
  step,
  system,
  state,
  operator,
  recorder,
  url,
  ...options
}: {
  step: Steps['step'];
  system: SystemOutput;
  state: unknown;
  operator: CloudAccess;
  recorder: Awaited<ReturnType<typeof startRecorder>>;
  dataDir: string;
  port: number;
  smtpPort: number;
  url: string;
  signal: AbortSignal;
}): Promise<void> {
  await mkdir(options.dataDir, { recursive: true });
  const cloud = await openTerraformCloud(system, operator, options.dataDir);
  const stack = await step('Start the services, each with the credentials of its role', () =>
    startStack({
      ...options,
      cloud,
      marketData: 'replay',
      reporter: terminalReporter(path.join(options.dataDir, 'logs')),
    }),
  );
  try {
    recorder.answerInvocations((functionName, payload) =>
      stack.invoke(serviceOf(system, functionName), payload),
    );

    await step('The end-to-end suite', () =>
      endToEndSuite({ url, port: options.port, dataDir: options.dataDir }),
    );
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
  await command(
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

/** Runs a script of ours in a process of its own, and shows what it prints. @throws Error when it fails */
async function command(script: string, args: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: workspace,
    stdio: 'inherit',
    env: { ...withoutAws(process.env), ...environment },
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`${path.basename(script)} ${args.join(' ')} ended with exit status ${code}`);
}

/**
 * Removes what is there and not Terraform's: the deploy tool's records, which are its own, and log groups that the emulator
 * makes when a version is published, although the functions log elsewhere.
 */
async function removeOthers(state: unknown, operator: CloudAccess): Promise<void> {
  const own = new Set(resourcesOf(state).map(({ values }) => values['name']));
  const ssm = new SSMClient(operator);
  const logs = new CloudWatchLogsClient(operator);
  try {
    for (const entry of await inventoryOf(operator)) {
      const [, kind, name = ''] = /^(parameter|log group) (.*)$/.exec(entry) ?? [];
      if (kind === undefined || own.has(name)) continue;
      if (kind === 'parameter' && name.includes('/releases/'))
        await ssm.send(new DeleteParameterCommand({ Name: name }));
      if (kind === 'log group' && name.startsWith('/aws/lambda/'))
        await logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
    }
  } finally {
    ssm.destroy();
    logs.destroy();
  }
}
