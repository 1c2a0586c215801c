import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { zipSync } from 'fflate';
import type { CloudAccess } from '../deployment/role-session.ts';
import type { SystemOutput } from '../terraform/applied-environment.ts';

/**
 * Deploys two services in turn, then another release of the first, and rolls that back: each time only that service's code
 * changes, and the roll-back restores the digest that was there before.
 * @param command runs one of the deploy tool's commands
 * @param scratch takes the other release
 * @throws AssertionError
 */
export async function releaseInTurn(
  system: SystemOutput,
  operator: CloudAccess,
  {
    command,
    scratch,
  }: { command: (name: 'deploy' | 'rollback', ...args: string[]) => Promise<void>; scratch: string },
): Promise<void> {
  const [first, second] = ['stock-updater', 'notification-worker'] as const;
  const other = path.join(scratch, 'other-release.zip');
  await writeFile(
    other,
    zipSync({ 'lambda.mjs': Buffer.from('export const handler = async () => undefined;\n') }),
  );

  let before = await liveDigests(system, operator);
  const changesOnly = async (service: string): Promise<string | undefined> => {
    const after = await liveDigests(system, operator);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    assert.deepEqual(changed, [service], `what was done to ${service} changes it alone`);
    before = after;
    return after[service];
  };
  await command('deploy', first);
  const released = await changesOnly(first);
  await command('deploy', second);
  await changesOnly(second);
  await command('deploy', first, '--artifact', other);
  await changesOnly(first);
  await command('rollback', first);
  assert.equal(await changesOnly(first), released, 'a roll-back restores the former digest');
}

/** Digest of the code that serves of each service. */
async function liveDigests(system: SystemOutput, access: CloudAccess): Promise<Record<string, string>> {
  const lambda = new LambdaClient(access);
  const digests: Record<string, string> = {};
  try {
    for (const [service, FunctionName] of Object.entries(system.functions)) {
      const { CodeSha256 = '' } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName, Qualifier: 'live' }),
      );
      digests[service] = CodeSha256;
    }
    return digests;
  } finally {
    lambda.destroy();
  }
}
