import { unzipSync } from 'fflate';
import { OperatorError } from '@marketscope/operator';
import type { Artifact } from '../artifact/artifact.ts';
import { page } from '../workspace.ts';
import type { ArtifactStore } from './artifact-store.ts';
import type { PageFiles } from './page-files.ts';
import type { Release, ReleaseRecord, ReleaseRecords } from './release-record.ts';
import { short, type Outcome } from './service-release.ts';

/** What the page is released with. */
export interface PagePorts {
  artifacts: ArtifactStore;
  files: PageFiles;
  records: ReleaseRecords;
  now: () => Date;
}

/** Has the page be what a zip holds. What is there already is not sent again. */
export async function deployPage(ports: PagePorts, artifact: Artifact): Promise<Outcome> {
  await ports.artifacts.put(page, artifact);
  const known = await ports.records.read(page);
  const isNew = known?.digest !== artifact.digest;
  const previous = !isNew ? known.previous : known ? { digest: known.digest, version: known.version } : null;
  return publish(ports, artifact, previous, isNew ? 'deploy' : undefined);
}

/**
 * Has the page be what it was before its current release.
 * @throws OperatorError when no release before it is known
 */
export async function rollBackPage(ports: PagePorts): Promise<Outcome> {
  const known = await ports.records.read(page);
  if (known?.previous) {
    const artifact = await ports.artifacts.get(page, known.previous.digest);
    return publish(ports, artifact, null, 'rollback');
  }
  if (known?.how === 'rollback') {
    const artifact = await ports.artifacts.get(page, known.digest);
    return publish(ports, artifact, null, undefined);
  }
  throw new OperatorError(
    `the page has no release before that is known: check out the commit that you want, and npm run deploy -- ${page}`,
  );
}

async function publish(
  { artifacts, files, records, now }: PagePorts,
  { digest, zip }: Artifact,
  previous: Release | null,
  how: ReleaseRecord['how'] | undefined,
): Promise<Outcome> {
  if (how !== undefined)
    await records.write(page, {
      digest,
      version: short(digest),
      previous,
      how,
      at: now().toISOString(),
    });
  const contents = new Map(Object.entries(unzipSync(zip)));
  // Who has the page open still loads parts of the release before.
  const before = previous && (await artifacts.has(page, previous.digest));
  const kept = before ? Object.keys(unzipSync((await artifacts.get(page, previous.digest)).zip)) : [];
  const { sent, removed } = await files.replace(contents, kept);
  return {
    changed: how !== undefined || sent + removed > 0,
    says:
      sent + removed > 0
        ? `the page is ${short(digest)}: ${sent} files sent, ${removed} removed`
        : `the page is ${short(digest)} already`,
  };
}
