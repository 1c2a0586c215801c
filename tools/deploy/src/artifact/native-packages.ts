import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { OperatorError } from '@marketscope/operator';
import { folderFiles } from './folder-files.ts';

const run = promisify(execFile);

/** What Lambda's machines are called by npm. */
const npmNames = { arm64: 'arm64', x86_64: 'x64' } as const;
export type Architecture = keyof typeof npmNames;

const dependencies = z.record(z.string(), z.string()).default({});
const lockedPackage = z.looseObject({
  version: z.string().optional(),
  integrity: z.string().optional(),
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  libc: z.array(z.string()).optional(),
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
});
type LockedPackage = z.output<typeof lockedPackage>;
const lockFile = z.object({
  lockfileVersion: z.number(),
  packages: z.record(z.string(), z.unknown()),
});
const workspaceManifest = z.object({ overrides: z.record(z.string(), z.unknown()).default({}) });

/**
 * Files of native packages, and of what they depend on, for Lambda's machines. npm installs for the machine that it runs
 * on, so a folder of its own is installed for theirs: from a lock file that is cut out of the workspace's, so that the
 * versions and the digests of the packages are those that everything is tested with. The folder is kept, named by what
 * is in it.
 * @param options.cache where such folders are kept
 * @returns contents by their paths below `node_modules`
 * @throws OperatorError when a package is not locked, or npm can't get it
 */
export async function nativePackageFiles(
  names: readonly string[],
  architecture: Architecture,
  { workspace, cache }: { workspace: string; cache: string },
): Promise<Map<string, Uint8Array>> {
  if (names.length === 0) return new Map();
  const read = async (file: string): Promise<unknown> =>
    JSON.parse(await readFile(path.join(workspace, file), 'utf8'));
  const { lockfileVersion, packages } = lockFile.parse(await read('package-lock.json'));
  const { overrides } = workspaceManifest.parse(await read('package.json'));
  const locked = lockedWith(packages, names);
  const cpu = npmNames[architecture];
  const manifest = {
    name: 'native-packages',
    version: '0.0.0',
    dependencies: Object.fromEntries(names.map((name) => [name, locked.get(place(name))?.version])),
    // The lock file is what it is under them: without, npm finds it out of date.
    overrides,
  };
  const lock = {
    ...manifest,
    lockfileVersion,
    requires: true,
    packages: { '': manifest, ...Object.fromEntries([...locked].map(([key]) => [key, packages[key]])) },
  };
  const digest = createHash('sha256').update(JSON.stringify(lock)).digest('hex').slice(0, 16);
  const folder = path.join(cache, `${architecture}-${digest}`);
  if (!existsSync(folder)) {
    const expected = [...locked].filter(([, each]) => fits(each, cpu)).map(([key]) => key);
    await install(folder, { manifest, lock, expected, cpu });
  }
  const files = await folderFiles(path.join(folder, 'node_modules'));
  files.delete('.package-lock.json');
  if (![...files.keys()].some((name) => name.endsWith('.node')))
    throw new OperatorError(
      `${names.join(', ')}: no build for ${architecture} is in package-lock.json; choose the other architecture in infra/topology.json`,
    );
  return files;
}

/** Installs into a folder beside, and moves it in place when it is complete: a crash leaves no half of it. */
async function install(
  folder: string,
  parts: { manifest: unknown; lock: unknown; expected: string[]; cpu: string },
): Promise<void> {
  const unfinished = `${folder}.${randomUUID()}`;
  await mkdir(unfinished, { recursive: true });
  try {
    await writeFile(path.join(unfinished, 'package.json'), JSON.stringify(parts.manifest));
    await writeFile(path.join(unfinished, 'package-lock.json'), JSON.stringify(parts.lock));
    const options = [
      '--os=linux',
      `--cpu=${parts.cpu}`,
      '--libc=glibc',
      '--ignore-scripts',
      '--prefer-offline',
    ];
    await npm(['ci', ...options, '--no-audit', '--no-fund'], unfinished);
    // npm leaves out an optional package in silence when its digest is another than the lock file's.
    const missing = parts.expected.filter((key) => !existsSync(path.join(unfinished, key, 'package.json')));
    if (missing.length > 0)
      throw new OperatorError(
        `npm left out ${missing.join(', ')}: its digest is not that of package-lock.json, or the registry does not have it`,
      );
    await rename(unfinished, folder);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another process may have been faster.
    if (existsSync(folder)) return;
    throw error;
  }
}

async function npm(args: string[], folder: string): Promise<void> {
  // npm tells its scripts of the project that they are of, which is not the one to install.
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(config_local_prefix|package_)/.test(name)),
  );
  const script = process.env['npm_execpath'];
  const options = { cwd: folder, env: environment };
  try {
    await (script?.endsWith('.js')
      ? run(process.execPath, [script, ...args], options)
      : run('npm', args, { ...options, shell: process.platform === 'win32' }));
  } catch (error) {
    const output = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new OperatorError(
      `npm could not get the native packages; the first time, it needs the registry.\n${output}`,
      { cause: error },
    );
  }
}

/**
 * The locked packages that these need on any machine, by their places in the lock file: npm wants them all there, and
 * installs those of the machine.
 */
function lockedWith(packages: Record<string, unknown>, names: readonly string[]): Map<string, LockedPackage> {
  const chosen = new Map<string, LockedPackage>();
  const choose = (name: string, dependent: string, optional: boolean): void => {
    const key = nearest(packages, name, dependent);
    if (key === undefined) {
      if (optional) return;
      throw new OperatorError(`${name} is not in package-lock.json: npm install --save-exact ${name}`);
    }
    if (chosen.has(key)) return;
    const locked = lockedPackage.parse(packages[key]);
    chosen.set(key, locked);
    for (const each of Object.keys(locked.dependencies)) choose(each, key, false);
    for (const each of Object.keys({ ...locked.optionalDependencies, ...locked.peerDependencies }))
      choose(each, key, true);
  };
  for (const name of names) choose(name, '', false);
  return chosen;
}

const place = (name: string): string => `node_modules/${name}`;

/** Where a dependent finds a package: in its own `node_modules`, or in those of the folders above. */
function nearest(packages: Record<string, unknown>, name: string, dependent: string): string | undefined {
  for (
    let folder = dependent;
    ;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))
  ) {
    const key = folder === '' ? place(name) : `${folder}/${place(name)}`;
    if (key in packages) return key;
    if (folder === '') return undefined;
  }
}

function fits({ os, cpu, libc }: LockedPackage, wantedCpu: string): boolean {
  const allows = (list: string[] | undefined, wanted: string): boolean =>
    list === undefined || list.includes(wanted);
  return allows(os, 'linux') && allows(cpu, wantedCpu) && allows(libc, 'glibc');
}
