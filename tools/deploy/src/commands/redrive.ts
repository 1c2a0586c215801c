/** `npm run redrive -- <queue> --env <environment>`: has dead letters tried again. */
import { createCloudClients } from '../cloud/clients.ts';
import { environmentOf } from '../cloud/environment.ts';
import { redrive, redriveOf } from '../redrive/redrive.ts';
import { readTopology } from '../workspace.ts';
import { pause, runCommand } from './command.ts';

const usage = `npm run redrive -- <queue> --env dev|staging|prod|local

  Moves the queue's dead letters back to it. Do it when what made them fail is mended: docs/runbooks/dead-letters.md

  --to <queue>  for events that a topic could not deliver: where they go`;

await runCommand(
  usage,
  { env: { type: 'string' }, to: { type: 'string' } },
  async ({ values, positionals }) => {
    const wanted = redriveOf(await readTopology(), environmentOf(values.env), positionals[0], values.to);
    const moved = await redrive(createCloudClients().sqs, wanted, {
      pause,
      tell: (line) => console.log(line),
    });
    console.log(moved === 0 ? `${wanted.from.name} is empty` : `${moved} messages moved`);
  },
);
