/**
 * Checks everything under `infra`, without a network and without AWS: its format, and for each module and environment
 * whether it is valid and whether its tests pass.
 *
 *     npm run infra:test                   all of it
 *     npm run infra:test -- queue prod     these
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import PQueue from 'p-queue';
import { findConfigurations, type Configuration } from './configurations.ts';
import { terraform, terraformFault } from './terraform.ts';
import { workspace } from './workspace.ts';

const resultsFile = path.join(workspace, 'dist/test-results/infra.json');

/** Configurations that are tested at once: each runs a provider, which takes a core and half a gigabyte. */
const AT_ONCE = 2;

interface Outcome {
  passed: number;
  failed: number;
}

const total: Outcome = { passed: 0, failed: 0 };

function report(name: string, { passed, failed }: Outcome, seconds: number, complaint: string): void {
  total.passed += passed;
  total.failed += failed;
  const count = `${passed} passed${failed > 0 ? `, ${failed} failed` : ''}`;
  console.log(`${failed > 0 ? '✗' : '✓'} ${name.padEnd(28)} ${count.padEnd(22)} ${seconds.toFixed(1)} s`);
  if (failed > 0) console.log(complaint.trim().replaceAll(/^/gm, '    '));
}

async function checkFormat(): Promise<void> {
  const started = performance.now();
  const { code, output } = await terraform(path.join(workspace, 'infra'), [
    'fmt',
    '-check',
    '-recursive',
    '-diff',
  ]);
  const outcome = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  report('format', outcome, seconds(started), `${output}\nterraform fmt -recursive infra puts it right.`);
}

/** Validates a configuration and runs its tests: each of their runs counts as one, as does being valid. */
async function check({ name, folder }: Configuration): Promise<void> {
  const started = performance.now();
  // A module that is handed a provider for another region is valid only where it is used: the environments, and its tests.
  const isWhole = !(await readFile(path.join(folder, 'versions.tf'), 'utf8')).includes(
    'configuration_aliases',
  );
  if (isWhole) {
    const valid = await terraform(folder, ['validate']);
    if (valid.code !== 0) return report(name, { passed: 0, failed: 1 }, seconds(started), valid.output);
  }

  const tested = await terraform(folder, ['test']);
  const [, passed, failed, skipped] =
    /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\./.exec(tested.output) ?? [];
  const outcome = {
    passed: (isWhole ? 1 : 0) + Number(passed ?? 0),
    failed: Number(failed ?? 0) + Number(skipped ?? 0),
  };
  // Terraform fails without a count where a test file can't be read, and passes where there is none of them.
  if (outcome.failed === 0 && (tested.code !== 0 || passed === undefined)) outcome.failed = 1;
  const complaint = tested.output.replaceAll(/^.*\.\.\. (in progress|pass|skip|tearing down)\n/gm, '');
  report(name, outcome, seconds(started), complaint);
}

function seconds(since: number): number {
  return (performance.now() - since) / 1000;
}

async function main(): Promise<number> {
  const fault = await terraformFault();
  if (fault !== undefined) {
    console.error(process.env['CI'] ? fault : `Skipped: ${fault}.`);
    return process.env['CI'] ? 1 : 0;
  }
  await rm(resultsFile, { force: true });
  const wanted = process.argv.slice(2);
  const configurations = await findConfigurations(wanted);
  if (configurations.length === 0) {
    console.error(`There is no module or environment ${wanted.join(', ')}.`);
    return 1;
  }

  await checkFormat();
  // One after the other, since they share a cache of providers that Terraform does not lock.
  const ready: Configuration[] = [];
  for (const configuration of configurations) {
    const started = performance.now();
    const { code, output } = await terraform(configuration.folder, ['init', '-backend=false']);
    if (code === 0) ready.push(configuration);
    else report(configuration.name, { passed: 0, failed: 1 }, seconds(started), output);
  }
  const queue = new PQueue({ concurrency: AT_ONCE });
  await queue.addAll(ready.map((configuration) => () => check(configuration)));

  await mkdir(path.dirname(resultsFile), { recursive: true });
  await writeFile(
    resultsFile,
    JSON.stringify({
      numPassedTests: total.passed,
      numFailedTests: total.failed,
      numPendingTests: 0,
      numTodoTests: 0,
      success: total.failed === 0,
    }),
  );
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

process.exitCode = await main();
