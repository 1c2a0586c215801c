import { PublishCommand } from '@aws-sdk/client-sns';
import { readTopology, startLocalCloud, type LocalCloud } from '@marketscope/testing';
import type { SNSEvent } from 'aws-lambda';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { capturedReporter } from '../testing/captured-reporter.ts';
import { startTopicInvocations, type TopicInvocations } from './topic-invocations.ts';

let cloud: LocalCloud;
let invocations: TopicInvocations | undefined;
beforeEach(async () => {
  cloud = await startLocalCloud({ topology: await readTopology(), spyBuffer: 0 });
});
afterEach(async () => {
  await invocations?.stop();
  await cloud.stop();
});

function start(outcomes: ('fails' | 'succeeds')[], retryAfterMs?: number[]) {
  const reporter = capturedReporter();
  const invoked: { service: string; event: SNSEvent }[] = [];
  invocations = startTopicInvocations({
    services: cloud.topology.services,
    topics: cloud.resources.topics,
    spy: cloud.emulators.spy,
    async invoke(service, event) {
      invoked.push({ service, event: event as SNSEvent });
      if (outcomes.shift() === 'fails') throw new Error('out of order');
    },
    reporter,
    ...(retryAfterMs && { retryAfterMs }),
  });
  return { invoked, reporter };
}

const publish = (topic: string, Message: string) =>
  cloud.clients.sns.send(new PublishCommand({ TopicArn: cloud.resources.topics[topic], Message }));

it('invokes the functions that the topology names with what is published, and with nothing else', async () => {
  const { invoked } = start([]);
  await publish('market-events', 'prices');
  const { MessageId } = await publish('alarms', 'something is wrong');
  await vi.waitFor(() => expect(invoked).toHaveLength(1));
  expect(invoked).toMatchObject([
    {
      service: 'stock-updater',
      event: {
        Records: [
          {
            EventSource: 'aws:sns',
            Sns: { Message: 'something is wrong', MessageId, TopicArn: cloud.resources.topics['alarms'] },
          },
        ],
      },
    },
  ]);
});

it('tries twice more, as Lambda does, and then gives up with a word about it', async () => {
  const { invoked, reporter } = start(['fails', 'fails', 'fails'], [1, 2]);
  await publish('alarms', 'something is wrong');
  await vi.waitFor(() => expect(reporter.lines).toHaveLength(3));
  expect(invoked).toHaveLength(3);
  expect(reporter.lines.at(-1)).toContain('given up');
});

it('ends at once when it is stopped, though a try is still to come', async () => {
  const { invoked, reporter } = start(['fails']);
  await publish('alarms', 'something is wrong');
  await vi.waitFor(() => expect(reporter.lines).toHaveLength(1));
  await invocations?.stop();
  expect(invoked).toHaveLength(1);
});
