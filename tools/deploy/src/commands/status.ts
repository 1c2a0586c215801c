/** `npm run status -- --env <environment>`: what runs where, what waits, and what is wrong. */
import { readStatus } from '../status/status.ts';
import { statusPage } from '../status/status-page.ts';
import { runCommand } from './command.ts';
import { operationsOn } from './operations.ts';

const usage = `npm run status -- --env dev|staging|prod|local

  --json  for programs`;

await runCommand(
  usage,
  { env: { type: 'string' }, json: { type: 'boolean', default: false } },
  async ({ values }) => {
    const { topology, deployment, clients, releases } = await operationsOn(values.env);
    const status = await readStatus({
      topology,
      deployment,
      functions: releases.functions,
      records: releases.records,
      sqs: clients.sqs,
      cloudwatch: clients.cloudwatch,
    });
    console.log(values.json ? JSON.stringify(status, undefined, 2) : statusPage(status));
  },
);
