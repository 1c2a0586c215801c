import { setTimeout as pause } from 'node:timers/promises';
import type { Topology } from '@marketscope/contracts/topology';
import type { Emulators, MadeResources } from '@marketscope/testing';
import type { SNSEvent } from 'aws-lambda';
import type { SnsSpyMessage } from 'fauxqs';
import type { Reporter } from '../reporter.ts';

/** Milliseconds that Lambda waits before each further try of an asynchronous invocation that failed. */
const RETRY_AFTER_MS = [60_000, 120_000];

/** Topics that invoke functions, until they are stopped. */
export interface TopicInvocations {
  /** Invokes nothing more, and waits for the invocations that run. */
  stop(): Promise<void>;
}

/**
 * Invokes functions with each message of the topics that the topology lets invoke them, as SNS does by Lambda's asynchronous
 * invocation: one that fails is tried twice more. The emulator's SNS can't, but its spy sees every publication.
 */
export function startTopicInvocations({
  services,
  topics,
  spy,
  invoke,
  reporter,
  retryAfterMs = RETRY_AFTER_MS,
}: {
  services: Topology['services'];
  /** ARNs by the topics' names. */
  topics: MadeResources['topics'];
  spy: Emulators['spy'];
  invoke: (service: string, event: unknown) => Promise<unknown>;
  reporter: Reporter;
  retryAfterMs?: readonly number[];
}): TopicInvocations {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const deliver = async (service: string, message: SnsSpyMessage): Promise<void> => {
    for (let failures = 0; !stopping.signal.aborted; failures += 1)
      try {
        await invoke(service, snsEvent(message));
        return;
      } catch (error) {
        const wait = retryAfterMs[failures];
        const fate = wait === undefined ? 'and is given up' : `and is tried again in ${wait / 1000} s`;
        reporter.warn(`${service} failed with message ${message.messageId} ${fate}: ${String(error)}`);
        if (wait === undefined) return;
        await pause(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
  };
  // The filter of a waiter that never matches is called with every operation as it happens.
  const watching = spy.waitForMessage((operation) => {
    if (operation.service === 'sns' && !stopping.signal.aborted)
      for (const [service, { invokedBy }] of Object.entries(services))
        if (invokedBy.some((topic) => topics[topic] === operation.topicArn)) {
          const delivery = deliver(service, operation).finally(() => running.delete(delivery));
          running.add(delivery);
        }
    return false;
  });
  watching.catch(() => undefined);

  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
function snsEvent({ topicArn, messageId, body, messageAttributes, timestamp }: SnsSpyMessage): SNSEvent {
  return {
    Records: [
      {
        EventVersion: '1.0',
        EventSource: 'aws:sns',
        EventSubscriptionArn: `${topicArn}:local`,
        Sns: {
          Type: 'Notification',
          MessageId: messageId,
          TopicArn: topicArn,
          Message: body,
          Timestamp: new Date(timestamp).toISOString(),
          MessageAttributes: Object.fromEntries(
            Object.entries(messageAttributes).map(([name, { DataType, StringValue = '' }]) => [
              name,
              { Type: DataType, Value: StringValue },
            ]),
          ),
          SignatureVersion: '1',
          Signature: '',
          SigningCertUrl: '',
          UnsubscribeUrl: '',
        },
      },
    ],
  };
}
