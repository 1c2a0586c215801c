import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder for a stack of the tests: its built services, and its data. */
export interface TestFolder {
  bundles: string;
  dataDir: string;
  /** Replaces the function `worker` by this text of a module. */
  writeWorker(source: string): Promise<void>;
  remove(): Promise<void>;
}

/** Makes a folder with the fixtures as the bundles of the services `site` and `worker`. */
export async function makeTestFolder(): Promise<TestFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'stack-'));
  const bundles = path.join(folder, 'bundles');
  for (const service of ['site', 'worker', 'web'])
    await mkdir(path.join(bundles, service), { recursive: true });
  await copyFile(path.join(import.meta.dirname, 'http-service.mjs'), path.join(bundles, 'site/main.mjs'));
  const worker = path.join(bundles, 'worker/lambda.mjs');
  await copyFile(path.join(import.meta.dirname, 'scripted-function.mjs'), worker);
  await writeFile(path.join(bundles, 'web/index.html'), '<title>MarketScope</title>');
  return {
    bundles,
    dataDir: path.join(folder, 'data'),
    writeWorker: (source) => writeFile(worker, source),
    remove: () => rm(folder, { recursive: true }),
  };
}
