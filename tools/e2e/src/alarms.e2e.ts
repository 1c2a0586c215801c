import { randomUUID } from 'node:crypto';
import { paginateListTopics, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { findRunningStack } from '@marketscope/local';
import { emulatorRegion } from '@marketscope/testing';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { TOLD_MS } from './support/patience.ts';
import { mailTo } from './support/person.ts';

/** Who is told of alarms on a laptop, and by Terraform's environment for emulators. */
const OPERATOR = 'operator@example.com';

let cloudWatch: SNSClient;
let topicArn: string;
beforeAll(async () => {
  const stack = await findRunningStack(inject('stack').dataDir);
  if (!stack) throw new Error('the stack under test does not run');
  cloudWatch = new SNSClient({
    region: emulatorRegion,
    endpoint: stack.endpoints.aws,
    credentials: { accessKeyId: 'operator', secretAccessKey: 'operator' },
  });
  const arns: string[] = [];
  for await (const { Topics = [] } of paginateListTopics({ client: cloudWatch }, {}))
    arns.push(...Topics.flatMap(({ TopicArn = '' }) => (TopicArn.endsWith('-alarms') ? [TopicArn] : [])));
  expect(arns).toHaveLength(1);
  topicArn = arns[0] ?? '';
});
afterAll(() => cloudWatch.destroy());

/** Publishes a change of an alarm's state as CloudWatch does; emulators evaluate no alarms. */
async function alarm(name: string, NewStateValue: 'ALARM' | 'OK', StateChangeTime: string): Promise<void> {
  await cloudWatch.send(
    new PublishCommand({
      TopicArn: topicArn,
      Message: JSON.stringify({
        AlarmName: name,
        AlarmDescription:
          'A message has waited in deliveries for more than 900 s. What to do: https://example.com/docs/runbooks/oldest-message.md',
        AWSAccountId: '123456789012',
        NewStateValue,
        NewStateReason: 'Threshold Crossed: 5 datapoints were greater than the threshold (900.0).',
        StateChangeTime,
        Region: 'US East (N. Virginia)',
        AlarmArn: `arn:aws:cloudwatch:us-east-1:123456789012:alarm:${name}`,
        OldStateValue: NewStateValue === 'OK' ? 'ALARM' : 'OK',
        Trigger: { MetricName: 'ApproximateAgeOfOldestMessage', Namespace: 'AWS/SQS', Period: 60 },
      }),
    }),
  );
}

it('an alarm reaches the operator in one readable e-mail, however often it is published, and so does its end', async () => {
  const name = `marketscope-local-${randomUUID()}-oldest-message`;
  const told = async () => (await mailTo(OPERATOR)).filter(({ text }) => text.includes(name));
  const subjects = async () => (await told()).map(({ subject }) => subject);
  const wrong = 'A message has waited in deliveries for more than 900 s';

  for (let time = 0; time < 3; time++) await alarm(name, 'ALARM', '2026-11-20T21:02:11.123+0000');
  await expect.poll(subjects, { timeout: TOLD_MS }).toEqual([`local: ${wrong}`]);
  await alarm(name, 'OK', '2026-11-20T21:22:11.123+0000');
  await expect.poll(async () => (await told()).length, { timeout: TOLD_MS }).toBe(2);

  expect(await subjects()).toEqual([`local: ${wrong}`, `local is OK again: ${wrong}`]);
  const [mail] = await told();
  expect(mail?.text).toContain('Friday, November 20, 2026 at 21:02 UTC');
  expect(mail?.text).toContain('What to do: https://example.com/docs/runbooks/oldest-message.md');
});
