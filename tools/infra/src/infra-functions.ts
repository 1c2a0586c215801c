import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { workspace } from './workspace.ts';

/**
 * Functions that belong to the infrastructure, and the release that every service begins with. Terraform takes their code
 * as a zip and can't make one without a provider of its own, so the zips are kept beside the sources.
 */
export const infraFunctions = [
  'infra/modules/service/first-release/lambda.mjs',
  'infra/modules/cdn/origin-request/origin-request.mjs',
  'infra/modules/observability/error-copier/error-copier.mjs',
];

/** Where the zip of a function's source is kept. */
export function zipOf(source: string): string {
  const folder = path.dirname(source);
  return path.join(workspace, folder, `${path.basename(folder)}.zip`);
}

/** Packs a function's source: the same source is the same bytes, uncompressed, since it is small. */
export async function packFunction(source: string): Promise<Uint8Array> {
  const code = new Uint8Array(await readFile(path.join(workspace, source)));
  const entry = { level: 0, mtime: new Date(1980, 0, 1), os: 3, attrs: (0o100644 << 16) >>> 0 } as const;
  return zipSync({ [path.basename(source)]: [code, entry] });
}
