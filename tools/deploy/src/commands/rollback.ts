/** `npm run rollback -- <service…> --env <environment>`: has the release before serve again. */
import { OperatorError } from '@marketscope/operator';
import { rollBackPage } from '../release/page-release.ts';
import { rollBackService } from '../release/service-release.ts';
import { page } from '../workspace.ts';
import { runCommand } from './command.ts';
import { operationsOn } from './operations.ts';

const usage = `npm run rollback -- <service…> --env dev|staging|prod|local

  Ends a canary, or a deployment that broke off; else restores the code and the alias of the release before.
  The configuration stays what Terraform made it.`;

await runCommand(usage, { env: { type: 'string' } }, async ({ values, positionals }) => {
  if (positionals.length === 0) throw new OperatorError(`name a service\n\n${usage}`);
  const { releases, pageFiles } = await operationsOn(values.env);
  for (const service of positionals) {
    const { says } =
      service === page
        ? await rollBackPage({ ...releases, files: pageFiles })
        : await rollBackService(releases, service);
    console.log(says);
  }
});
