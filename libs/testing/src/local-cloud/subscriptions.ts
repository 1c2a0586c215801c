import {
  paginateListSubscriptionsByTopic,
  SetSubscriptionAttributesCommand,
  SubscribeCommand,
  UnsubscribeCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';

/** A queue that gets a topic's events of these types, or everything where none is listed. */
export interface QueueSubscription {
  queueArn: string;
  eventTypes: string[];
}

/**
 * Brings a topic's subscriptions to what is wanted, raw and filtered by the message attribute `type` where types are
 * listed: those that are there are changed, new ones made, all others ended.
 */
export async function subscribeQueues(
  client: SNSClient,
  topicArn: string,
  wanted: QueueSubscription[],
): Promise<void> {
  const present = new Map<string, string>();
  for await (const { Subscriptions = [] } of paginateListSubscriptionsByTopic(
    { client },
    { TopicArn: topicArn },
  ))
    for (const { Endpoint, SubscriptionArn } of Subscriptions)
      if (Endpoint !== undefined && SubscriptionArn !== undefined) present.set(Endpoint, SubscriptionArn);

  for (const { queueArn, eventTypes } of wanted) {
    const FilterPolicy = JSON.stringify(eventTypes.length > 0 ? { type: eventTypes } : {});
    const subscription = present.get(queueArn);
    present.delete(queueArn);
    if (subscription === undefined)
      await client.send(
        new SubscribeCommand({
          TopicArn: topicArn,
          Protocol: 'sqs',
          Endpoint: queueArn,
          Attributes: { RawMessageDelivery: 'true', FilterPolicy },
        }),
      );
    else
      await client.send(
        new SetSubscriptionAttributesCommand({
          SubscriptionArn: subscription,
          AttributeName: 'FilterPolicy',
          AttributeValue: FilterPolicy,
        }),
      );
  }
  for (const SubscriptionArn of present.values())
    await client.send(new UnsubscribeCommand({ SubscriptionArn }));
}
