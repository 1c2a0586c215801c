import path from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const workspace = path.resolve(import.meta.dirname, '../../..');
const eslint = new ESLint({
  cwd: workspace,
  // The files below are not on the disk, so rules that need their types can't run.
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/await-thenable': 'off',
    },
  },
});

/** Lints one import as if it stood in the given file; answers the boundary rule's complaints. */
async function complaints(file: string, specifier: string): Promise<string[]> {
  const [result] = await eslint.lintText(
    `import * as imported from '${specifier}';\nexport default imported;\n`,
    {
      filePath: path.join(workspace, file),
    },
  );
  return (result?.messages ?? [])
    .filter(({ ruleId }) => ruleId === '@nx/enforce-module-boundaries')
    .map(({ message }) => message);
}

describe('an import that crosses a boundary fails lint:', () => {
  it.each([
    ['an app imports an app', 'apps/chat-api/src/fixture.ts', '../../stock-updater/src/app.ts'],
    ['a library imports an app', 'libs/stores/src/fixture.ts', '../../../apps/stock-updater/src/app.ts'],
    ['domain imports an adapter', 'libs/domain/src/fixture.ts', '@marketscope/stores'],
    ['domain imports an SDK', 'libs/domain/src/fixture.ts', '@aws-sdk/client-sqs'],
    ['contracts import domain', 'libs/contracts/src/fixture.ts', '@marketscope/domain'],
    ['the assistant imports an adapter', 'libs/assistant/src/fixture.ts', '@marketscope/stores'],
    ['the assistant imports an SDK', 'libs/assistant/src/fixture.ts', '@aws-sdk/lib-dynamodb'],
    ['a service imports an SDK', 'apps/chat-api/src/fixture.ts', '@aws-sdk/client-dynamodb'],
    ['a service imports a driver', 'apps/notification-worker/src/fixture.ts', 'nodemailer'],
    ['a service imports the fakes', 'apps/chat-api/src/fixture.ts', '@marketscope/testing'],
    ['the page imports an adapter', 'apps/web/src/fixture.ts', '@marketscope/runtime'],
    ['a tool imports an app', 'tools/backfill/src/fixture.ts', '../../../apps/stock-updater/src/app.ts'],
  ])('%s', async (_, file, specifier) => {
    expect(await complaints(file, specifier)).not.toEqual([]);
  });
});

describe('an import that goes the right way passes:', () => {
  it.each([
    ['a service imports an adapter', 'apps/chat-api/src/fixture.ts', '@marketscope/stores'],
    ['an adapter imports an SDK', 'libs/stores/src/fixture.ts', '@aws-sdk/lib-dynamodb'],
    ['a test imports the fakes', 'apps/chat-api/src/fixture.test.ts', '@marketscope/testing'],
    ['domain imports contracts', 'libs/domain/src/fixture.ts', '@marketscope/contracts'],
    [
      'a bench imports an app',
      'tools/bench/src/update/fixture.ts',
      '../../../../apps/stock-updater/src/app.ts',
    ],
  ])('%s', async (_, file, specifier) => {
    expect(await complaints(file, specifier)).toEqual([]);
  });
});
