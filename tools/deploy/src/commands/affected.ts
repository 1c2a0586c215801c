/** `npm run affected -- --env <environment>`: which of the packaged services would change what serves. */
import path from 'node:path';
import { OperatorError } from '@marketscope/operator';
import { packagedDigests, packagedFolder } from '../artifact/artifact.ts';
import { page, workspace } from '../workspace.ts';
import { runCommand } from './command.ts';
import { operationsOn } from './operations.ts';

const usage = `npm run affected -- --env dev|staging|prod|local

  Compares what npm run package has zipped with what serves, and prints the services that differ as a list in JSON.
  One whose configuration Terraform has changed since its last release is among them.

  --from <folder>  where the zips are, if not in ${packagedFolder}`;

const options = { env: { type: 'string' }, from: { type: 'string', default: packagedFolder } } as const;

await runCommand(usage, options, async ({ values }) => {
  const { deployment, releases } = await operationsOn(values.env);
  const packaged = await packagedDigests(path.resolve(workspace, values.from));
  if (packaged.size === 0) throw new OperatorError(`nothing is in ${values.from}: npm run package`);
  const affected: string[] = [];
  for (const [service, digest] of packaged) {
    if (service === page) {
      if ((await releases.records.read(page))?.digest !== digest) affected.push(page);
    } else if (service in deployment.services) {
      const { functions } = releases;
      const { digest: serving } = await functions.live(service);
      if (serving !== digest || (await functions.configurationDiffers(service))) affected.push(service);
    } else {
      console.error(`${service} is not in ${values.env} yet: terraform apply makes its function`);
    }
  }
  console.log(JSON.stringify(affected));
});
