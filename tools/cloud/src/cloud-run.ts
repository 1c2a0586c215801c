import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildApps, createClosers, freePort, type Closers } from '@marketscope/local';
import { emulatorRegion, startMoto } from '@marketscope/testing';
import { accessVariables, assumeRole, type CloudAccess } from './deployment/role-session.ts';
import { emptyBuckets } from './empty-buckets.ts';
import { managedPoliciesOf } from './iam/managed-policies.ts';
import { inventoryOf } from './inventory.ts';
import { removeOthers } from './others.ts';
import { startRecorder } from './recorder/recorder.ts';
import { releaseInTurn } from './scenarios/releases.ts';
import { runScript } from './script.ts';
import { runStack } from './stack-run.ts';
import type { Steps } from './steps.ts';
import { systemOutputOf, terraformEnvironment, type SystemOutput } from './terraform/applied-environment.ts';
import { records, workspace } from './workspace.ts';

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
    runScript('tools/deploy/src/commands/secrets.ts', ['--env', 'local'], accessVariables(operator)),
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
        runScript(`tools/deploy/src/commands/${name}.ts`, [...args, '--env', 'local'], asDeployer),
    });
    await runScript('tools/deploy/src/commands/deploy.ts', ['web', '--env', 'local'], asDeployer);
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
    port,
    smtpPort,
    url,
    signal,
  });

  await step('terraform destroy', async () => {
    await emptyBuckets(state, operator);
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
    await runScript('tools/deploy/src/commands/status.ts', ['--env', 'local'], accessVariables(access));
  }
}

/** @throws Error with what a plan would change */
function assertNoDifference(difference: string | undefined): void {
  if (difference !== undefined) throw new Error(`a plan would change what is there:\n${difference}`);
}
