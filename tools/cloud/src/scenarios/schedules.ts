import assert from 'node:assert/strict';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { assumeRole, type CloudAccess } from '../deployment/role-session.ts';
import { resourcesOf } from '../terraform/state-resources.ts';

const schedule = z.object({
  name: z.string(),
  target: z.tuple([z.object({ arn: z.string(), role_arn: z.string(), input: z.string() })]),
});

/**
 * Starts each function that a schedule starts as EventBridge Scheduler does: with the schedule's role, its target and its
 * input. The emulator fires none itself.
 * @throws AssertionError when a function fails
 */
export async function startAsScheduled(state: unknown, operator: CloudAccess): Promise<void> {
  for (const { type, values } of resourcesOf(state)) {
    if (type !== 'aws_scheduler_schedule') continue;
    const {
      name,
      target: [{ arn, role_arn: roleArn, input }],
    } = schedule.parse(values);
    const lambda = new LambdaClient(await assumeRole(operator, { roleArn, session: name }));
    try {
      const payload = input.replaceAll('<aws.scheduler.scheduled-time>', new Date().toISOString());
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: arn, Payload: Buffer.from(payload) }),
      );
      const text = Buffer.from(answer.Payload ?? []).toString('utf8');
      assert.equal(answer.FunctionError, undefined, `${name}: ${text}`);
      assert.equal((JSON.parse(text) as { statusCode?: number }).statusCode, 200, `${name}: ${text}`);
    } finally {
      lambda.destroy();
    }
  }
}
