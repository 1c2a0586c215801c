import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTopology, workspace as repository } from '../workspace.ts';
import { artifactOf, packageArtifact, packageLayer, type Sources } from './artifact.ts';

let workspace: string;
let sources: Sources;
beforeEach(async () => {
  workspace = await mkdtemp(path.join(tmpdir(), 'artifact-'));
  const topology = structuredClone(await readTopology());
  topology.layers = {
    natives: { description: 'Native packages', packages: ['@node-rs/argon2'], architecture: 'x86_64' },
  };
  for (const service of Object.values(topology.services)) service.layers = [];
  sources = { workspace: repository, topology };
});
afterEach(() => rm(workspace, { recursive: true, force: true }));

/** A workspace with one built service, which answers the argon2id hash of a word. */
async function aBuiltService(native: string[]): Promise<Sources> {
  const bundle = path.join(workspace, 'dist/apps/chat-api');
  await mkdir(bundle, { recursive: true });
  await writeFile(
    path.join(bundle, 'lambda.mjs'),
    `import { createRequire } from 'node:module';
    const require = createRequire(import.meta.url);
    export const handler = async () => require('@node-rs/argon2').hash('word');`,
  );
  await writeFile(path.join(bundle, 'native-packages.json'), JSON.stringify(native));
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(path.join(repository, file), path.join(workspace, file));
  return { ...sources, workspace };
}

async function unpack(zip: Uint8Array, folder: string): Promise<void> {
  for (const [name, data] of Object.entries(unzipSync(zip))) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), data);
  }
}

const hashIn = (folder: string, environment: NodeJS.ProcessEnv = {}): string =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import('./lambda.mjs').then(async ({ handler }) => console.log(await handler()))`,
    ],
    { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment } },
  );

describe('the artifact of a service', () => {
  it('is the same digest when it is built again at another time', async () => {
    const built = await aBuiltService([]);
    const first = await packageArtifact('chat-api', built);
    await utimes(path.join(workspace, 'dist/apps/chat-api/lambda.mjs'), new Date(0), new Date(0));
    const second = await packageArtifact('chat-api', built);
    expect(second.digest).toBe(first.digest);
    expect(artifactOf(first.zip).digest).toBe(first.digest);
  });

  it('carries its native packages, built for the function’s machine, and none for another', async () => {
    const built = await aBuiltService(['@node-rs/argon2']);
    const filesFor = async (architecture: 'arm64' | 'x86_64') => {
      const service = built.topology.services['chat-api'];
      if (service) service.architecture = architecture;
      return Object.keys(unzipSync((await packageArtifact('chat-api', built)).zip)).filter((name) =>
        name.endsWith('.node'),
      );
    };
    expect(await filesFor('arm64')).toEqual([
      'node_modules/@node-rs/argon2-linux-arm64-gnu/argon2.linux-arm64-gnu.node',
    ]);
    expect(await filesFor('x86_64')).toEqual([
      'node_modules/@node-rs/argon2-linux-x64-gnu/argon2.linux-x64-gnu.node',
    ]);
  });

  it.runIf(process.platform === 'linux' && process.arch === 'x64')(
    'runs with its native packages beside it, and with them in a layer',
    async () => {
      const built = await aBuiltService(['@node-rs/argon2']);
      const service = built.topology.services['chat-api'];
      if (!service) throw new TypeError('the topology has no chat-api');
      service.architecture = 'x86_64';
      const beside = path.join(workspace, 'beside');
      await unpack((await packageArtifact('chat-api', built)).zip, beside);
      expect(hashIn(beside)).toMatch(/^\$argon2id\$/);

      service.layers = ['natives'];
      const task = path.join(workspace, 'task');
      const opt = path.join(workspace, 'opt');
      const { zip } = await packageArtifact('chat-api', built);
      expect(Object.keys(unzipSync(zip))).toEqual(['lambda.mjs']);
      await unpack(zip, task);
      await unpack((await packageLayer('natives', built)).zip, opt);
      expect(hashIn(task, { NODE_PATH: path.join(opt, 'nodejs/node_modules') })).toMatch(/^\$argon2id\$/);
    },
  );

  it('is not made of what is not built, or is no service', async () => {
    await expect(packageArtifact('stock-updater', { ...sources, workspace })).rejects.toThrow(
      'dist/apps/stock-updater is not built: npx nx build stock-updater',
    );
    await expect(packageArtifact('nothing', sources)).rejects.toThrow(
      'there is no service nothing: it is one of',
    );
  });
});

describe('a layer', () => {
  it('is the same digest twice, and holds its packages where Lambda’s Node looks', async () => {
    const [first, second] = [await packageLayer('natives', sources), await packageLayer('natives', sources)];
    expect(second.digest).toBe(first.digest);
    expect(Object.keys(unzipSync(first.zip))).toContain('nodejs/node_modules/@node-rs/argon2/package.json');
  });

  it('does not hold what the bundles hold', async () => {
    sources.topology.layers['natives']?.packages.push('zod');
    await expect(packageLayer('natives', sources)).rejects.toThrow('layer natives holds zod');
  });
});

it('refuses a package whose bytes are not those of the lock file', async () => {
  const built = await aBuiltService(['@node-rs/argon2']);
  const lock = path.join(workspace, 'package-lock.json');
  const text = execFileSync('cat', [lock], { encoding: 'utf8' });
  const service = built.topology.services['chat-api'];
  if (service) service.architecture = 'arm64';
  const [, entry = ''] =
    /"node_modules\/@node-rs\/argon2-linux-arm64-gnu": \{[^}]*"integrity": "sha512-(.{10})/.exec(text) ?? [];
  await writeFile(lock, text.replace(entry, entry.split('').toReversed().join('')));
  await expect(packageArtifact('chat-api', built)).rejects.toThrow(
    'npm left out node_modules/@node-rs/argon2-linux-arm64-gnu',
  );
});
