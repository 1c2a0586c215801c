import { CreateTopicCommand, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, GetQueueAttributesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { startLocalCloud, type LocalCloud } from '@marketscope/testing';
import { textSenderContract } from '@marketscope/testing/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTopicTextSender } from './topic-text-sender.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud();
});
afterAll(() => cloud.stop());

describe('texts to a topic', () => {
  textSenderContract(async () => {
    const { sns, sqs } = cloud.clients;
    const { TopicArn = '' } = await sns.send(new CreateTopicCommand({ Name: 'phones' }));
    await sqs.send(new CreateQueueCommand({ QueueName: 'a-phone' }));
    // Of the emulator's own addresses only the path counts.
    const QueueUrl = cloud.resources.queues['deliveries']?.replace(/[^/]+$/, 'a-phone');
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    await sns.send(
      new SubscribeCommand({
        TopicArn,
        Protocol: 'sqs',
        Endpoint: Attributes?.['QueueArn'],
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
    return {
      sender: createTopicTextSender(sns, TopicArn),
      async accepted() {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
        );
        return Messages.map(({ Body = '' }) => Body);
      },
    };
  });

  it('is unavailable where there is no such topic', async () => {
    const sender = createTopicTextSender(cloud.clients.sns, 'arn:aws:sns:us-east-1:000000000000:nowhere');
    await expect(sender.send('Hello', { signal: AbortSignal.timeout(10_000) })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
