import { PublishCommand, SNSServiceException, type SNSClient } from '@aws-sdk/client-sns';
import { SendingError, type TextSender } from '@marketscope/domain';

/** Sends texts to the phones that are subscribed to a topic. */
export function createTopicTextSender(client: SNSClient, topicArn: string): TextSender {
  return {
    async send(text, { signal }) {
      try {
        await client.send(
          new PublishCommand({
            TopicArn: topicArn,
            Message: text,
            // Others may be held back at busy times.
            MessageAttributes: {
              'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
            },
          }),
          { abortSignal: signal },
        );
      } catch (error) {
        const refused = error instanceof SNSServiceException;
        throw new SendingError(
          refused ? 'unavailable' : 'unconfirmed',
          `SNS did not take the text: ${error instanceof Error ? error.message : String(error)}`,
          { cause: error },
        );
      }
    },
  };
}
