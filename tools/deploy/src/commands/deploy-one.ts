import { packageLayer, type Artifact } from '../artifact/artifact.ts';
import { physicalName } from '../cloud/environment.ts';
import { alarmsOf } from '../cloud/resource-names.ts';
import { ensureLayerVersion } from '../release/layer-versions.ts';
import { deployPage } from '../release/page-release.ts';
import { deployService, type Outcome } from '../release/service-release.ts';
import { createAlarmReader } from '../release/watch-alarms.ts';
import { deployWatched } from '../release/watched-canary.ts';
import { page, workspace } from '../workspace.ts';
import { pause } from './command.ts';
import type { Operations } from './operations.ts';

/**
 * Releases one service or the page.
 * @param artifact the zip; or the digest of one that has been released before
 */
export async function deployOne(
  operations: Operations,
  service: string,
  artifact: Artifact | Pick<Artifact, 'digest'>,
  {
    canaryPercent,
    watchSeconds,
  }: { canaryPercent?: number | undefined; watchSeconds?: number | undefined } = {},
): Promise<Outcome> {
  const { topology, deployment, clients, releases, pageFiles } = operations;
  if (service === page) {
    const whole = 'zip' in artifact ? artifact : await releases.artifacts.get(page, artifact.digest);
    return deployPage({ ...releases, files: pageFiles }, whole);
  }
  const layers = await layersOf(operations, service);
  if (canaryPercent === undefined || watchSeconds === undefined)
    return deployService(releases, service, artifact, { layers, canaryPercent });
  return deployWatched(releases, service, artifact, {
    layers,
    canaryPercent,
    alarms: alarmsOf(topology, deployment.environment, service),
    seconds: watchSeconds,
    read: createAlarmReader(clients.cloudwatch),
    pause,
    tell: (line) => console.log(line),
  });
}

async function layersOf(
  { topology, deployment, clients, releases }: Operations,
  service: string,
): Promise<string[]> {
  const arns: string[] = [];
  for (const name of topology.services[service]?.layers ?? []) {
    const layer = {
      name,
      physicalName: physicalName(topology.project, deployment.environment, name),
      architecture: topology.layers[name]?.architecture ?? 'arm64',
      artifact: await packageLayer(name, { workspace, topology }),
    };
    arns.push(await ensureLayerVersion({ lambda: clients.lambda, artifacts: releases.artifacts }, layer));
  }
  return arns;
}
