import { OperatorError } from '@marketscope/operator';
import type { Artifact } from '../artifact/artifact.ts';
import type { ArtifactStore } from './artifact-store.ts';
import type { LiveAlias, ReleasedFunctions } from './released-functions.ts';
import type { ReleaseRecord, ReleaseRecords } from './release-record.ts';

/** What releases are made with. */
export interface ReleasePorts {
  artifacts: ArtifactStore;
  functions: ReleasedFunctions;
  records: ReleaseRecords;
  now: () => Date;
}

/** What a command did, in the words that it is told with. */
export interface Outcome {
  /** Whether anything was changed. */
  changed: boolean;
  says: string;
}

/**
 * Releases an artifact of a service, or begins to: every step may be repeated, so what breaks off is completed by doing
 * it again.
 * @param artifact the zip; or the digest of one that has been released before
 * @param options.layers ARNs of the layers that it runs with
 * @param options.canaryPercent share of the invocations that it gets at first; without one it gets them all
 */
export async function deployService(
  ports: ReleasePorts,
  service: string,
  artifact: Artifact | Pick<Artifact, 'digest'>,
  { layers, canaryPercent }: { layers: readonly string[]; canaryPercent?: number | undefined },
): Promise<Outcome> {
  const { artifacts, functions } = ports;
  const { digest } = artifact;
  const live = await functions.live(service);
  if ('zip' in artifact) await artifacts.put(service, artifact);
  else if (!(await artifacts.has(service, digest)))
    throw new OperatorError(
      `the releases hold no ${digest} of ${service}: build that commit and deploy it without --digest`,
    );
  if (live.canary && live.canary.digest !== digest)
    throw new OperatorError(
      `${service} has a canary of another release, ${short(live.canary.digest)}: end it first, by npm run deploy -- ${service} --promote or npm run rollback -- ${service}`,
    );
  await functions.putLayers(service, layers);
  if ((await functions.latestDigest(service)) !== digest)
    await functions.putCode(service, { ...artifacts.address(service, digest), digest });
  const version = await functions.publish(service, digest);

  if (version === live.version && !live.canary)
    return {
      changed: await record(ports, service, { digest, version }, live),
      says: `${service} serves ${short(digest)} already (version ${version})`,
    };
  // A first release has nothing to share the invocations with: Terraform's empty one answers none.
  if (canaryPercent === undefined || !(await artifacts.has(service, live.digest)))
    return move(ports, service, { digest, version }, live);
  if (live.canary?.version !== version || live.canary.percent !== canaryPercent)
    await functions.pointLive(
      service,
      { version: live.version, canary: { version, percent: canaryPercent } },
      live.revision,
    );
  return {
    changed: true,
    says: `${service}: ${canaryPercent} % of the invocations go to ${short(digest)} (version ${version}), the others to ${short(live.digest)} (version ${live.version})`,
  };
}

/**
 * Gives a canary all invocations.
 * @throws OperatorError when there is no canary
 */
export async function promoteCanary(ports: ReleasePorts, service: string): Promise<Outcome> {
  const live = await ports.functions.live(service);
  if (!live.canary)
    throw new OperatorError(`${service} has no canary: npm run deploy -- ${service} --canary 10 begins one`);
  const { digest, version } = live.canary;
  return move(ports, service, { digest, version }, live);
}

/**
 * Goes back: from a canary or from a deployment that broke off to what serves, else from what serves to the release
 * before it. Code and alias are restored; the configuration stays Terraform's.
 * @throws OperatorError when there is nothing to go back to
 */
export async function rollBackService(ports: ReleasePorts, service: string): Promise<Outcome> {
  const { artifacts, functions, records } = ports;
  const [live, latest, known] = await Promise.all([
    functions.live(service),
    functions.latestDigest(service),
    records.read(service),
  ]);
  const ended: Outcome = {
    changed: true,
    says: `${service} stays at ${short(live.digest)} (version ${live.version}); what was begun is ended`,
  };
  const isUnfinished = known !== undefined && known.version !== live.version;
  const isUnfinishedRollback = isUnfinished && known.how === 'rollback';

  if (live.canary || (isUnfinished && !isUnfinishedRollback)) {
    // Something newer was begun that never served all: what serves goes on. Were the record to name as the release before
    // it what is ended here, doing this again would go back to that.
    const previous = isUnfinished || known?.previous?.digest === latest ? null : (known?.previous ?? null);
    if (known && (isUnfinished || previous !== known.previous))
      await records.write(service, recordOf(ports, live, previous, 'rollback'));
    if (live.canary) await functions.pointLive(service, { version: live.version }, live.revision);
    await restoreCode(ports, service, live, latest);
    return ended;
  }
  const target = isUnfinishedRollback ? known : known?.previous;
  if (latest !== live.digest && latest !== target?.digest) {
    await restoreCode(ports, service, live, latest);
    return ended;
  }
  if (!target)
    throw new OperatorError(
      `${service} has no release before ${short(live.digest)} that is known: deploy the one that you want, by npm run deploy -- ${service} --digest <digest>`,
    );
  if (!(await artifacts.has(service, target.digest)))
    throw new OperatorError(
      `the zip of ${service} ${target.digest} is gone from the releases: build that commit and deploy it`,
    );

  if (latest !== target.digest)
    await functions.putCode(service, { ...artifacts.address(service, target.digest), digest: target.digest });
  const version = await functions.publish(service, target.digest);
  await records.write(service, recordOf(ports, { digest: target.digest, version }, null, 'rollback'));
  await functions.pointLive(service, { version }, live.revision);
  return {
    changed: true,
    says: `${service} serves ${short(target.digest)} again (version ${version}), no more ${short(live.digest)} (version ${live.version})`,
  };
}

/** Makes a version the one that serves: writes the record first, so that a move that breaks off is seen. */
async function move(
  ports: ReleasePorts,
  service: string,
  next: { digest: string; version: string },
  live: LiveAlias,
): Promise<Outcome> {
  await record(ports, service, next, live);
  await ports.functions.pointLive(service, { version: next.version }, live.revision);
  const before = live.digest === next.digest ? 'in its new configuration' : `after ${short(live.digest)}`;
  return {
    changed: true,
    says: `${service} serves ${short(next.digest)} (version ${next.version}), ${before} (version ${live.version})`,
  };
}

/** Records what is to serve, and what served before it as far as that can be restored; answers whether it was new. */
async function record(
  ports: ReleasePorts,
  service: string,
  next: { digest: string; version: string },
  live: LiveAlias,
): Promise<boolean> {
  const known = await ports.records.read(service);
  if (known?.version === next.version && known.digest === next.digest) return false;
  // A release in a new configuration is the same release: what was before it stays what was before it.
  const previous =
    live.digest === next.digest
      ? (known?.previous ?? null)
      : (await ports.artifacts.has(service, live.digest))
        ? { digest: live.digest, version: live.version }
        : null;
  await ports.records.write(service, recordOf(ports, next, previous, 'deploy'));
  return true;
}

async function restoreCode(
  { artifacts, functions }: ReleasePorts,
  service: string,
  live: LiveAlias,
  latest: string,
): Promise<void> {
  // Terraform's first, empty release is in no bucket, and need not be restored: nobody wants it published.
  if (latest === live.digest || !(await artifacts.has(service, live.digest))) return;
  await functions.putCode(service, { ...artifacts.address(service, live.digest), digest: live.digest });
}

const recordOf = (
  { now }: ReleasePorts,
  { digest, version }: { digest: string; version: string },
  previous: ReleaseRecord['previous'],
  how: ReleaseRecord['how'],
): ReleaseRecord => ({ digest, version, previous, how, at: now().toISOString() });

/** A digest as people read it. */
export const short = (digest: string): string => digest.slice(0, 12);
