/** `npm run cost -- --env prod --users 1000 --questions 20000`: an estimate of the monthly bill. */
import { OperatorError } from '@marketscope/operator';
import { billPage } from '../cost/bill-page.ts';
import { monthlyBill } from '../cost/bill.ts';
import { readEnvironmentShape } from '../cost/environment-shape.ts';
import { readTopology, workspace } from '../workspace.ts';
import { runCommand } from './command.ts';

const usage = `npm run cost -- --env dev|staging|prod --users <people> --questions <a month>

  Estimates the monthly bill by service, from infra/topology.json and AWS's list prices. Asks AWS nothing.`;

const billed = ['dev', 'staging', 'prod'];

await runCommand(
  usage,
  { env: { type: 'string' }, users: { type: 'string' }, questions: { type: 'string' } },
  async ({ values }) => {
    const { env = '' } = values;
    if (!billed.includes(env)) throw new OperatorError(`--env is one of ${billed.join(', ')}\n\n${usage}`);
    const expected = {
      users: amount('--users', values.users),
      questions: amount('--questions', values.questions),
    };
    const topology = await readTopology();
    const shape = await readEnvironmentShape(workspace, env);
    const fixed = monthlyBill(topology, shape, { users: 0, questions: 0 });
    console.log(billPage(env, expected, fixed, monthlyBill(topology, shape, expected)));
  },
);

function amount(option: string, text: string | undefined): number {
  const value = Number(text);
  if (text === undefined || !Number.isInteger(value) || value < 0)
    throw new OperatorError(`${option} is a whole number, 0 or more\n\n${usage}`);
  return value;
}
