import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PublishCommand } from '@aws-sdk/client-sns';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { readTopology, startLocalCloud } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { terraform, terraformFault } from './terraform.ts';
import { workspace } from './workspace.ts';

const environment = path.join(workspace, 'infra/environments/local');

/** Why nothing can be planned here: no Terraform, or no way to its AWS provider. */
async function planningFault(): Promise<string | undefined> {
  const fault = await terraformFault();
  if (fault !== undefined) return fault;
  const { code, output } = await terraform(environment, [
    'init',
    '-backend=false',
    '-test-directory=tests/topology',
  ]);
  return code === 0 ? undefined : `terraform init fails: ${output}`;
}

const fault = await planningFault();
if (fault !== undefined && process.env['CI']) throw new Error(fault);
if (fault !== undefined) console.warn(`Skipped: ${fault.split('\n')[0]}`);

it.skipIf(fault !== undefined)(
  'a subscription that is changed in the topology is changed in the plan and on the laptop',
  { timeout: 300_000 },
  async () => {
    const topology = await readTopology();
    const subscription = topology.subscriptions.find(({ topic }) => topic === 'alerts');
    if (!subscription) throw new TypeError('nothing is subscribed to alerts');
    expect(subscription.eventTypes).toContain('alert.triggered.v1');
    subscription.eventTypes = ['screen.entrant.v1'];
    const folder = await mkdtemp(path.join(tmpdir(), 'topology-'));
    const cloud = await startLocalCloud({ topology });
    try {
      const file = path.join(folder, 'topology.json');
      await writeFile(file, JSON.stringify(topology));
      const planned = await terraform(environment, [
        'test',
        '-verbose',
        '-test-directory=tests/topology',
        `-var=topology_file=${file}`,
      ]);
      expect(planned.code, planned.output).toBe(0);
      expect(planned.output).toMatch(/ filter_policy += jsonencode\([^)]*"screen\.entrant\.v1"/);
      expect(planned.output).not.toContain('"alert.triggered.v1"');

      for (const type of ['alert.triggered.v1', 'screen.entrant.v1'])
        await cloud.clients.sns.send(
          new PublishCommand({
            TopicArn: cloud.resources.topics['alerts'],
            Message: type,
            MessageAttributes: { type: { DataType: 'String', StringValue: type } },
          }),
        );
      const { Messages = [] } = await cloud.clients.sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: cloud.resources.queues['notifications'],
          MaxNumberOfMessages: 10,
        }),
      );
      expect(Messages.map(({ Body }) => Body)).toEqual(['screen.entrant.v1']);
    } finally {
      await cloud.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
);
