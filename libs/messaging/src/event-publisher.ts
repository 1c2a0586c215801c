import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { topicOf, type TopicName } from '@marketscope/contracts';
import type { EventPublisher } from '@marketscope/domain';

/**
 * Publishes CloudEvents to SNS. The type also travels as a message attribute, on which subscriptions filter.
 * @param topics ARN of each topic that the service may publish to
 * @throws TypeError for an event whose topic is not among them
 */
export function createEventPublisher(
  client: SNSClient,
  topics: Partial<Record<TopicName, string>>,
): EventPublisher {
  return {
    async publish(event) {
      const topic = topicOf(event.type);
      const arn = topics[topic];
      if (arn === undefined) throw new TypeError(`this service does not publish to ${topic}`);
      await client.send(
        new PublishCommand({
          TopicArn: arn,
          Message: JSON.stringify(event),
          MessageAttributes: { type: { DataType: 'String', StringValue: event.type } },
        }),
      );
    },
  };
}
