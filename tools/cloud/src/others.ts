import { CloudWatchLogsClient, DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CloudAccess } from './deployment/role-session.ts';
import { inventoryOf } from './inventory.ts';
import { resourcesOf } from './terraform/state-resources.ts';

/**
 * Removes what is there and not Terraform's: the deploy tool's records, which are its own, and log groups that the emulator
 * makes when a version is published or an event comes for a function, although the functions log elsewhere.
 */
export async function removeOthers(state: unknown, operator: CloudAccess): Promise<void> {
  const own = new Set(resourcesOf(state).map(({ values }) => values['name']));
  const ssm = new SSMClient(operator);
  const logs = new CloudWatchLogsClient(operator);
  try {
    for (const entry of await inventoryOf(operator)) {
      const [, kind, name = ''] = /^(parameter|log group) (.*)$/.exec(entry) ?? [];
      if (kind === undefined || own.has(name)) continue;
      if (kind === 'parameter' && name.includes('/releases/'))
        await ssm.send(new DeleteParameterCommand({ Name: name }));
      if (kind === 'log group' && name.startsWith('/aws/lambda/'))
        await logs.send(new DeleteLogGroupCommand({ logGroupName: name }));
    }
  } finally {
    ssm.destroy();
    logs.destroy();
  }
}
