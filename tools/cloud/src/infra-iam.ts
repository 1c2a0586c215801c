/**
 * `npm run infra:iam`: holds the roles that Terraform made in the last `npm run e2e:cloud` against the calls that were made as
 * them. What a run doesn't use, and is needed all the same, stands with its reason in `unused-grants.json`.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { readTopology } from '@marketscope/testing';
import { parseKnownUnused } from './iam/grants.ts';
import { judgeRoles } from './iam/judgement.ts';
import { parseManagedPolicies } from './iam/managed-policies.ts';
import { rules, type Verdict } from './iam/verdicts.ts';
import { missingTool } from './missing-tool.ts';
import { readRecordedCalls } from './recorder/recorded-call.ts';
import { forgetResults, writeResults } from './steps.ts';
import { records } from './workspace.ts';

const list = path.join(import.meta.dirname, 'iam/unused-grants.json');

await forgetResults('infra-iam');
process.exitCode = await main();

async function main(): Promise<number> {
  const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined);
  const [state, managed] = [await read(records.state), await read(records.managedPolicies)];
  if (state === undefined || managed === undefined) {
    const missing = await missingTool();
    const why = missing ?? 'there is no record of a run: npm run e2e:cloud makes one';
    const isSkipped = missing !== undefined && !process.env['CI'];
    console.error(isSkipped ? `Skipped: ${why}.` : why);
    return isSkipped ? 0 : 1;
  }
  const verdicts = await judgeRoles({
    state: JSON.parse(state),
    calls: await readRecordedCalls(records.calls),
    topology: await readTopology(),
    managed: parseManagedPolicies(managed),
    known: parseKnownUnused(await readFile(list, 'utf8')),
  });
  console.log(table(verdicts));
  for (const { of, rule, broken } of verdicts)
    for (const each of broken) console.log(`✗ ${of}, ${rule}: ${each}`);
  const passed = verdicts.reduce((sum, { held }) => sum + held, 0);
  const failed = verdicts.reduce((sum, { broken }) => sum + broken.length, 0);
  await writeResults('infra-iam', { passed, failed });
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** A line a role, with how often each rule held and, where it didn't always, was broken. */
function table(verdicts: readonly Verdict[]): string {
  const names = [...new Set(verdicts.map(({ of }) => of))];
  const cell = (of: string, rule: Verdict['rule']): string => {
    const found = verdicts.filter((verdict) => verdict.of === of && verdict.rule === rule);
    if (found.length === 0) return '–';
    const held = found.reduce((sum, each) => sum + each.held, 0);
    const broken = found.reduce((sum, each) => sum + each.broken.length, 0);
    return broken === 0 ? String(held) : `${held} (${broken} ✗)`;
  };
  const rows = [['role', ...rules], ...names.map((of) => [of, ...rules.map((rule) => cell(of, rule))])];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
