import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { serviceBundle } from './service-bundle.ts';
import { workspace } from './workspace.ts';

const run = promisify(execFile);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'service-bundle-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('leaves the local embedder to laptops, and says so where it is asked for elsewhere', async () => {
  await build({
    ...serviceBundle,
    stdin: {
      contents: `import { createLocalEmbedder } from '@marketscope/knowledge';
        export const handler = () => createLocalEmbedder().embedQuestion('a lamp');`,
      resolveDir: path.join(workspace, 'apps/rag-indexer'),
    },
    outdir: folder,
  });
  // In a process of its own, beside which nothing is installed, as on Lambda.
  const ask = `import { handler } from ${JSON.stringify(pathToFileURL(path.join(folder, 'stdin.mjs')).href)};
    await handler().catch(({ code, message }) => console.log(code, message));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', ask], { cwd: folder });
  expect(stdout).toMatch(/^not-installed .*works on a laptop/);
});
