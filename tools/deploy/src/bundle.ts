import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { z } from 'zod';
import { moduleBundle, nativePackagesOf, serviceBundle, threadsOf } from './service-bundle.ts';

/**
 * Bundles the project in the current folder into `dist/<its folder>` of the workspace.
 * A service becomes what is deployed: `lambda.mjs` and `main.mjs`, whichever it has, with all it imports but native
 * packages, whose names are left in `native-packages.json`; what a thread of its own runs lies beside what starts it. A library or tool is bundled alone, its packages left out, which proves that it stands by its own imports.
 */
const workspace = path.resolve(import.meta.dirname, '../../..');
const project = process.cwd();
const folder = path.relative(workspace, project);
const outdir = path.join(workspace, 'dist', folder);

const manifest = z
  .object({ exports: z.record(z.string(), z.string()).default({}) })
  .parse(JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')));
const serviceEntries = ['src/lambda.ts', 'src/main.ts'].filter((entry) =>
  existsSync(path.join(project, entry)),
);
const isService = folder.startsWith('apps');
const entryPoints = isService ? serviceEntries : Object.values(manifest.exports);

const options: BuildOptions = {
  ...(isService ? serviceBundle : { ...moduleBundle, packages: 'external' }),
  absWorkingDir: project,
  entryPoints,
  outdir,
};

await rm(outdir, { recursive: true, force: true });
if (entryPoints.length > 0) {
  const { metafile } = await build(options);
  if (isService && metafile) {
    await writeFile(path.join(outdir, 'native-packages.json'), JSON.stringify(nativePackagesOf(metafile)));
    for (const { module, outfile } of threadsOf(metafile, project))
      await build({
        ...serviceBundle,
        splitting: false,
        absWorkingDir: workspace,
        entryPoints: [module],
        outfile,
      });
  }
}
