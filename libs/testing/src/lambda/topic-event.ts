import { randomUUID } from 'node:crypto';
import type { SNSEvent } from 'aws-lambda';

/** What Lambda invokes a function with for a message of a topic: the body as it is, or as JSON when it is no text. */
export function topicEvent(topic: string, body: unknown): SNSEvent {
  const topicArn = `arn:aws:sns:us-east-1:000000000000:marketscope-test-${topic}`;
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        EventSubscriptionArn: `${topicArn}:${randomUUID()}`,
        Sns: {
          Type: 'Notification',
          MessageId: randomUUID(),
          TopicArn: topicArn,
          Message: typeof body === 'string' ? body : JSON.stringify(body),
          Timestamp: '2026-11-21T00:05:00.000Z',
          MessageAttributes: {},
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
        },
      },
    ],
  };
}
