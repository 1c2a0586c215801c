import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { recordingsFromPackages } from './from-packages.ts';

/**
 * Writes the recordings beside this file: `node libs/market-data/src/replay/recordings/write-recordings.ts`. They are stored
 * so that a service's bundle holds them, where no package folder is.
 */
for (const [name, recording] of Object.entries(await recordingsFromPackages())) {
  const file = new URL(`${name}.json`, import.meta.url);
  const style = await resolveConfig(file);
  await writeFile(file, await format(JSON.stringify(recording), { ...style, parser: 'json' }));
}
