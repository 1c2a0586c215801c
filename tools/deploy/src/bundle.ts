import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { z } from 'zod';
import { nativePackageNames } from './native-package-names.ts';

/**
 * Bundles the project in the current folder into `dist/<its folder>` of the workspace.
 * A service becomes what is deployed: `lambda.mjs` and `main.mjs`, whichever it has, with all it imports but native
 * packages, whose names are left in `native-packages.json`. A library or tool is bundled alone, its packages left out, which proves that it stands by its own imports.
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

/**
 * Has native packages loaded by `require`, however they are imported: unlike `import`, it finds what a Lambda layer
 * holds.
 */
const nativeByRequire: Plugin = {
  name: 'native-by-require',
  setup(bundler) {
    const filter = new RegExp(`^(?:${nativePackageNames.join('|')})$`);
    bundler.onResolve({ filter }, ({ path: name, namespace }) =>
      namespace === 'native' ? { path: name, external: true } : { path: name, namespace: 'native' },
    );
    bundler.onLoad({ filter, namespace: 'native' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(name)});`,
    }));
  },
};

const options: BuildOptions = {
  absWorkingDir: project,
  entryPoints,
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node22',
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
  ...(isService
    ? {
        plugins: [nativeByRequire],
        minifySyntax: true,
        minifyWhitespace: true,
        // CommonJS packages inside an ES module bundle still call require().
        banner: {
          js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
        },
      }
    : { packages: 'external' }),
};

await rm(outdir, { recursive: true, force: true });
if (entryPoints.length > 0) {
  const { metafile } = await build(options);
  if (isService && metafile)
    await writeFile(path.join(outdir, 'native-packages.json'), JSON.stringify(nativePackagesOf(metafile)));
}

/** The native packages that a bundle loads. */
function nativePackagesOf({ outputs }: Metafile): string[] {
  const imported = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map((each) => each.path)));
  return nativePackageNames.filter((name) => imported.has(name));
}
