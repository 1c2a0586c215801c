/** `npm run package -- <service…>`: zips services and layers as they are deployed, without deploying them. */
import { layerPrefix, packageArtifact, packageLayer, writeArtifact } from '../artifact/artifact.ts';
import { buildProjects } from '../artifact/build.ts';
import { megabytes } from '../artifact/lambda-limits.ts';
import { page, readTopology, workspace } from '../workspace.ts';
import { runCommand } from './command.ts';

const usage = `npm run package [-- <service…>]

  Builds and zips the named services with their layers, or all and the page, to dist/releases/<service>/<digest>.zip. The
  same sources are the same bytes, on any machine. A layer by itself is named ${layerPrefix}<layer>.`;

await runCommand(usage, {}, async ({ positionals }) => {
  const topology = await readTopology();
  const asked = positionals.length > 0 ? positionals : [...Object.keys(topology.services), page];
  const names = asked.filter((name) => !name.startsWith(layerPrefix));
  if (names.length > 0) await buildProjects(names);
  const sources = { workspace, topology };
  const tell = async (name: string, artifact: Awaited<ReturnType<typeof packageArtifact>>): Promise<void> => {
    const { zipped, unzipped } = artifact.weight;
    const file = await writeArtifact(name, artifact, workspace);
    console.log(`${file}  ${megabytes(zipped)} zipped, ${megabytes(unzipped)} unzipped`);
  };
  for (const name of names) await tell(name, await packageArtifact(name, sources));
  const layers = new Set([
    ...names.flatMap((name) => topology.services[name]?.layers ?? []),
    ...asked.filter((name) => name.startsWith(layerPrefix)).map((name) => name.slice(layerPrefix.length)),
  ]);
  for (const name of layers) await tell(`${layerPrefix}${name}`, await packageLayer(name, sources));
});
