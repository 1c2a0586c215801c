/** `npm run deploy -- <service…> --env <environment>`: has what is built serve. */
import { readFile } from 'node:fs/promises';
import { OperatorError } from '@marketscope/operator';
import { artifactOf, packageArtifact, type Artifact } from '../artifact/artifact.ts';
import { buildProjects } from '../artifact/build.ts';
import { megabytes } from '../artifact/lambda-limits.ts';
import { promoteCanary, short } from '../release/service-release.ts';
import { page, workspace } from '../workspace.ts';
import { runCommand } from './command.ts';
import { deployOne } from './deploy-one.ts';
import { operationsOn, type Operations } from './operations.ts';

const usage = `npm run deploy -- <service…> --env dev|staging|prod|local

  Builds, zips and releases services (and ${page}, the page). What serves already is left as it is.

  --all-affected      every service, and the page, that differs from what serves
  --canary <percent>  give the release a share of the invocations; --promote gives it all
  --watch <seconds>   with --canary: watch the alarms so long, then promote, watch again; go back if one goes off
  --promote           give the canary all invocations
  --digest <sha256>   a release that was there before, in place of what is built
  --artifact <file>   a zip that npm run package made, in place of what is built`;

await runCommand(
  usage,
  {
    env: { type: 'string' },
    'all-affected': { type: 'boolean', default: false },
    canary: { type: 'string' },
    watch: { type: 'string' },
    promote: { type: 'boolean', default: false },
    digest: { type: 'string' },
    artifact: { type: 'string' },
  },
  async ({ values, positionals }) => {
    const canaryPercent = wholeNumber('--canary', values.canary, { from: 1, to: 99 });
    const watchSeconds = wholeNumber('--watch', values.watch, { from: 1, to: 86_400 });
    if (watchSeconds !== undefined && canaryPercent === undefined)
      throw new OperatorError('--watch judges a canary: add --canary <percent>');
    const isBuilt = values.digest === undefined && values.artifact === undefined;
    if (!isBuilt && positionals.length !== 1)
      throw new OperatorError('--digest and --artifact are of one service: name one');

    const operations = await operationsOn(values.env);
    const services = values['all-affected']
      ? [...Object.keys(operations.deployment.services), page]
      : positionals;
    if (services.length === 0) throw new OperatorError(`name a service, or --all-affected\n\n${usage}`);
    if (values.promote) {
      for (const service of services) console.log((await promoteCanary(operations.releases, service)).says);
      return;
    }
    for (const service of services) checkDeployable(operations, service);
    if (isBuilt) await buildProjects(services);
    for (const service of services) {
      const artifact = await chosenArtifact(operations, service, values);
      const { says } = await deployOne(operations, service, artifact, { canaryPercent, watchSeconds });
      console.log(says);
    }
  },
);

/** @throws OperatorError for what Terraform has made no function of */
function checkDeployable({ deployment: { environment, services } }: Operations, service: string): void {
  if (service !== page && !(service in services))
    throw new OperatorError(
      `${environment} has no ${service}, but ${[...Object.keys(services), page].join(', ')}: a new service needs terraform apply in infra/environments/${environment} first`,
    );
}

async function chosenArtifact(
  { topology }: Operations,
  service: string,
  { digest, artifact: file }: { digest?: string | undefined; artifact?: string | undefined },
): Promise<Artifact | Pick<Artifact, 'digest'>> {
  if (digest !== undefined) {
    if (!/^[0-9a-f]{64}$/.test(digest))
      throw new OperatorError('--digest is a SHA-256 in 64 hexadecimal digits');
    return { digest };
  }
  if (file !== undefined) return artifactOf(await readFile(file));
  const artifact = await packageArtifact(service, { workspace, topology });
  console.log(`${service} is ${short(artifact.digest)}, ${megabytes(artifact.weight.zipped)} zipped`);
  return artifact;
}

function wholeNumber(
  option: string,
  text: string | undefined,
  { from, to }: { from: number; to: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to)
    throw new OperatorError(`${option} is a whole number from ${from} to ${to}, not ${text}`);
  return value;
}
