/** `npm run secrets -- --env <environment>`: makes the first values of secrets, and tells which are missing. */
import { createSecretVersions } from '@marketscope/stores';
import { OperatorError } from '@marketscope/operator';
import { createCloudClients } from '../cloud/clients.ts';
import { environmentOf, physicalName } from '../cloud/environment.ts';
import { ensureSecrets } from '../secrets/secrets.ts';
import { textTable } from '../text-table.ts';
import { readTopology } from '../workspace.ts';
import { runCommand } from './command.ts';

const usage = `npm run secrets -- --env dev|staging|prod|local

  Gives the secrets that the system generates their first values where they have none, and lists them all. It neither
  prints nor changes a value that is there.`;

await runCommand(usage, { env: { type: 'string' } }, async ({ values }) => {
  const environment = environmentOf(values.env);
  const { project } = await readTopology();
  const client = createCloudClients().secrets;
  const secrets = await ensureSecrets(
    { client, versions: createSecretVersions(client), now: () => new Date() },
    physicalName(project, environment, ''),
  );
  if (secrets.length === 0)
    throw new OperatorError(
      `${environment} has no secrets in this account and region: apply infra/environments/${environment} first`,
    );
  const day = (date: Date | undefined): string => date?.toISOString().slice(0, 10) ?? '–';
  console.log(
    textTable(
      ['secret', 'state', 'changed', 'rotates'],
      secrets.map(({ name, state, changed, nextRotation }) => [name, state, day(changed), day(nextRotation)]),
    ),
  );
  for (const { physicalName: id, state } of secrets)
    if (state === 'not set')
      console.log(
        `\nTo set it: aws secretsmanager put-secret-value --secret-id ${id} --secret-string file://<file>`,
      );
});
