import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Topology } from '@marketscope/contracts/topology';
import { z } from 'zod';
import { OperatorError } from '@marketscope/operator';
import { nativePackageNames } from '../native-package-names.ts';
import { page } from '../workspace.ts';
import { folderFiles } from './folder-files.ts';
import { checkLambdaLimits, checkLayerLimit, type Weight } from './lambda-limits.ts';
import { nativePackageFiles } from './native-packages.ts';
import { zipFiles } from './zip.ts';

/** What is released: a zip, known by the digest of its bytes. */
export interface Artifact {
  /** SHA-256 of the zip in hexadecimal. */
  digest: string;
  zip: Uint8Array;
}

/** A zip with what it unpacks to, in bytes. */
export interface WeighedArtifact extends Artifact {
  weight: Weight;
}

/** Where artifacts are made from and of. */
export interface Sources {
  workspace: string;
  topology: Topology;
}

/** Files of a bundle that are of use to nobody but the tools. */
const toolFiles = ['native-packages.json'];

/** Layers unpack to `/opt`, below which Lambda's Node looks for packages in this folder. */
const LAYER_PACKAGES = 'nodejs/node_modules/';

/** The artifact of a zip that is there already. */
export function artifactOf(zip: Uint8Array): Artifact {
  return { digest: createHash('sha256').update(zip).digest('hex'), zip };
}

/**
 * Zips what was built of a service or of the page; a service with the native packages that no layer of it holds.
 * @throws OperatorError when it is not built, or too big for Lambda
 */
export async function packageArtifact(name: string, sources: Sources): Promise<WeighedArtifact> {
  const bundle = path.join(sources.workspace, 'dist/apps', name);
  const service = sources.topology.services[name];
  const entry = service ? 'lambda.mjs' : 'index.html';
  if (!service && name !== page)
    throw new OperatorError(
      `there is no service ${name}: it is one of ${[...Object.keys(sources.topology.services), page].join(', ')}`,
    );
  if (!existsSync(path.join(bundle, entry)))
    throw new OperatorError(`dist/apps/${name} is not built: npx nx build ${name}`);
  const files = await folderFiles(bundle);
  if (!service) return weighed(files);

  const native = z
    .array(z.string())
    .parse(JSON.parse(await readFile(path.join(bundle, 'native-packages.json'), 'utf8')));
  for (const each of toolFiles) files.delete(each);
  const layers = service.layers.map((layer) => [layer, sources.topology.layers[layer]] as const);
  const inLayers = new Set(layers.flatMap(([, layer]) => layer?.packages ?? []));
  const beside = await nativePackageFiles(
    native.filter((each) => !inLayers.has(each)),
    service.architecture,
    nativeSources(sources),
  );
  for (const [file, content] of beside) files.set(`node_modules/${file}`, content);

  const artifact = weighed(files);
  const unzipped = new Map<string, number>();
  for (const [layer] of layers) unzipped.set(layer, bytesOf(await layerFiles(layer, sources)));
  checkLambdaLimits(name, artifact.weight, unzipped);
  return artifact;
}

/**
 * Zips the packages of a layer.
 * @throws OperatorError for a package that bundles do not leave to layers, or when they are too big for Lambda
 */
export async function packageLayer(name: string, sources: Sources): Promise<WeighedArtifact> {
  const files = await layerFiles(name, sources);
  checkLayerLimit(name, bytesOf(files));
  return weighed(files);
}

/** Files of a layer by their paths below `/opt`. */
async function layerFiles(name: string, sources: Sources): Promise<Map<string, Uint8Array>> {
  const layer = sources.topology.layers[name];
  if (!layer) throw new OperatorError(`there is no layer ${name} in infra/topology.json`);
  const bundled = layer.packages.filter((each) => !nativePackageNames.includes(each));
  if (bundled.length > 0)
    throw new OperatorError(
      `layer ${name} holds ${bundled.join(', ')}, which the bundles hold already: name it in tools/deploy/src/native-package-names.ts`,
    );
  const packages = await nativePackageFiles(layer.packages, layer.architecture, nativeSources(sources));
  return new Map([...packages].map(([file, content]) => [`${LAYER_PACKAGES}${file}`, content]));
}

/** Where packaged zips are, below the workspace: a folder a service, and one zip in each. */
export const packagedFolder = 'dist/releases';

/** Writes a zip as `dist/releases/<name>/<digest>.zip`, in place of an earlier one; answers its path there. */
export async function writeArtifact(name: string, artifact: Artifact, workspace: string): Promise<string> {
  const file = path.join(packagedFolder, name, `${artifact.digest}.zip`);
  await rm(path.dirname(path.join(workspace, file)), { recursive: true, force: true });
  await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
  await writeFile(path.join(workspace, file), artifact.zip);
  return file;
}

/** The digests of the zips that are packaged in a folder, by service; layers are left out. */
export async function packagedDigests(folder: string): Promise<Map<string, string>> {
  const digests = new Map<string, string>();
  for (const name of await readdir(folder).catch(() => [])) {
    const [zip] = (await readdir(path.join(folder, name))).filter((file) => file.endsWith('.zip'));
    if (zip !== undefined && !name.startsWith(layerPrefix)) digests.set(name, path.basename(zip, '.zip'));
  }
  return digests;
}

/** What the name of a layer's folder begins with, where a service's has nothing before its name. */
export const layerPrefix = 'layer-';

const nativeSources = ({ workspace }: Sources) => ({
  workspace,
  cache: path.join(workspace, 'node_modules/.cache/native-packages'),
});

function weighed(files: ReadonlyMap<string, Uint8Array>): WeighedArtifact {
  const artifact = artifactOf(zipFiles(files));
  return { ...artifact, weight: { zipped: artifact.zip.byteLength, unzipped: bytesOf(files) } };
}

const bytesOf = (files: ReadonlyMap<string, Uint8Array>): number =>
  [...files.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
