import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nativePackagesOf, serviceBundle } from '../service-bundle.ts';
import { readTopology, workspace } from '../workspace.ts';
import { packageLayer } from './artifact.ts';
import { nativePackageFiles } from './native-packages.ts';

/** Of Amazon Linux 2023, on which `nodejs22.x` runs: GLIBC_2.34. */
const LAMBDA_GLIBC_MINOR = 34;
/** Installing the layer takes seconds, zipping it some fifteen. */
const PATIENCE_MS = 180_000;
const PACKAGES = 'nodejs/node_modules/';

let folder: string;
let files: Record<string, Uint8Array>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lancedb-layer-'));
  const { zip } = await packageLayer('lancedb', { workspace, topology: await readTopology() });
  files = unzipSync(zip);
}, PATIENCE_MS);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A bundle as services are built, of a handler that keeps three passages and looks for one of them. */
const handler = `
  export async function handler(folder) {
    const { connect, Index } = await import('@lancedb/lancedb');
    const passages = [
      { page: 1, text: 'net sales of the quarter', vector: [1, 0, 0] },
      { page: 2, text: 'capital expenditures rose', vector: [0, 1, 0] },
    ];
    const table = await (await connect(folder)).createTable('passages', passages);
    await table.add([{ page: 3, text: 'the board declared a dividend', vector: [0, 0, 1] }]);
    await table.createIndex('text', { config: Index.fts() });

    const opened = await (await connect(folder)).openTable('passages');
    const [near] = await opened.search([0, 0.1, 0.9]).limit(1).toArray();
    const [worded] = await opened.query().fullTextSearch('expenditures').limit(1).toArray();
    return { rows: await opened.countRows(), near: near.page, worded: worded.page };
  }`;

describe('the layer of LanceDB', () => {
  it('holds what another machine’s install of the same lock file holds, for Lambda’s machine alone', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    await mkdir(elsewhere);
    for (const file of ['package.json', 'package-lock.json'])
      await copyFile(path.join(workspace, file), path.join(elsewhere, file));
    const installed = await nativePackageFiles(['@lancedb/lancedb'], 'x86_64', {
      workspace: elsewhere,
      cache: path.join(folder, 'cache'),
    });
    const digests = (entries: Iterable<[string, Uint8Array]>) =>
      new Map([...entries].map(([name, data]) => [name, createHash('sha256').update(data).digest('hex')]));
    expect(digests(Object.entries(files))).toEqual(
      digests([...installed].map(([name, data]) => [`${PACKAGES}${name}`, data])),
    );
    expect(Object.keys(files).filter((name) => name.endsWith('.node'))).toEqual([
      `${PACKAGES}@lancedb/lancedb-linux-x64-gnu/lancedb.linux-x64-gnu.node`,
    ]);
  });

  it('asks for no newer C library than Lambda has', () => {
    const library = files[`${PACKAGES}@lancedb/lancedb-linux-x64-gnu/lancedb.linux-x64-gnu.node`];
    const wanted = [
      ...Buffer.from(library ?? [])
        .toString('latin1')
        .matchAll(/GLIBC_2\.(\d+)/g),
    ].map(([, minor]) => Number(minor));
    expect(wanted.length).toBeGreaterThan(0);
    expect(Math.max(...wanted)).toBeLessThanOrEqual(LAMBDA_GLIBC_MINOR);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'is all that a bundle needs to make a table, write to it and search it',
    async () => {
      const task = path.join(folder, 'task');
      const source = path.join(folder, 'lambda.ts');
      await writeFile(source, handler);
      const { metafile } = await build({
        ...serviceBundle,
        entryPoints: [source],
        outdir: task,
        metafile: true,
      });
      expect(nativePackagesOf(metafile)).toEqual(['@lancedb/lancedb']);
      const opt = path.join(folder, 'opt');
      for (const [name, data] of Object.entries(files)) {
        await mkdir(path.dirname(path.join(opt, name)), { recursive: true });
        await writeFile(path.join(opt, name), data);
      }

      const answer = execFileSync(
        process.execPath,
        [
          '--input-type=module',
          '-e',
          `const { handler } = await import('./lambda.mjs'); console.log(JSON.stringify(await handler('../index')));`,
        ],
        // As on Lambda, where nothing else is beside the bundle.
        { cwd: task, encoding: 'utf8', env: { NODE_PATH: path.join(opt, PACKAGES) } },
      );
      expect(JSON.parse(answer)).toEqual({ rows: 3, near: 3, worded: 2 });
    },
  );
});
