import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { z } from 'zod';

/**
 * Bundles the project in the current folder into `dist/<its folder>` of the workspace.
 * A service becomes what is deployed: `lambda.mjs` and `main.mjs`, whichever it has, with all it imports but native
 * add-ons. A library or tool is bundled alone, its packages left out, which proves that it stands by its own imports.
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

/** Packages with native code, which no bundle can hold; a deployment carries them beside it. */
const nativePackages = ['@node-rs/argon2'];

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
  logLevel: 'warning',
  ...(isService
    ? {
        external: nativePackages,
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
if (entryPoints.length > 0) await build(options);
