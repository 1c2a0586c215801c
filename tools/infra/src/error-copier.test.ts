import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
  type PutLogEventsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { CloudWatchLogsEvent, CloudWatchLogsLogEvent } from 'aws-lambda';
import { beforeEach, expect, it, vi } from 'vitest';
import { workspace } from './workspace.ts';

vi.stubEnv('LOG_GROUP', '/marketscope/test/api/errors');
vi.stubEnv('AWS_REGION', 'us-east-1');
const file = path.join(workspace, 'infra/modules/observability/error-copier/error-copier.mjs');
const { handler } = (await import(pathToFileURL(file).href)) as {
  handler: (event: CloudWatchLogsEvent) => Promise<void>;
};

// Of the client's many signatures, the one that the function uses.
const client: { send(command: unknown): Promise<void> } = CloudWatchLogsClient.prototype;
const streams = new Set<string>();
let written: PutLogEventsCommandInput[] = [];

beforeEach(() => {
  streams.clear();
  written = [];
  vi.spyOn(client, 'send').mockImplementation(async (command: unknown) => {
    if (command instanceof CreateLogStreamCommand) {
      const name = command.input.logStreamName ?? '';
      if (streams.has(name)) throw new ResourceAlreadyExistsException({ message: 'there', $metadata: {} });
      streams.add(name);
    } else if (command instanceof PutLogEventsCommand) written.push(command.input);
    else throw new TypeError('an unexpected call');
  });
});

/** A delivery of CloudWatch Logs. */
function delivery(
  logEvents: Omit<CloudWatchLogsLogEvent, 'id'>[],
  messageType = 'DATA_MESSAGE',
): CloudWatchLogsEvent {
  const message = {
    messageType,
    logGroup: '/marketscope/test/api/requests',
    logStream: '2026/11/20/marketscope-test-chat-api[$LATEST]0123',
    logEvents,
  };
  return { awslogs: { data: gzipSync(JSON.stringify(message)).toString('base64') } };
}

it('copies errors, oldest first, to a stream that tells where they came from', async () => {
  await handler(
    delivery([
      { timestamp: 2, message: '{"level":"error","msg":"later"}' },
      { timestamp: 1, message: '{"level":"error","msg":"sooner"}' },
    ]),
  );
  expect(written).toEqual([
    {
      logGroupName: '/marketscope/test/api/errors',
      logStreamName: 'marketscope/test/api/requests/2026/11/20/marketscope-test-chat-api[$LATEST]0123',
      logEvents: [
        { timestamp: 1, message: '{"level":"error","msg":"sooner"}' },
        { timestamp: 2, message: '{"level":"error","msg":"later"}' },
      ],
    },
  ]);
});

it('goes on in a stream that is there', async () => {
  await handler(delivery([{ timestamp: 1, message: 'first' }]));
  await handler(delivery([{ timestamp: 2, message: 'second' }]));
  expect(written).toHaveLength(2);
});

it('writes what is more than one call takes in several, without losing a line', async () => {
  const lines = Array.from({ length: 30 }, (_, index) => ({
    timestamp: index,
    message: 'x'.repeat(100_000),
  }));
  await handler(delivery(lines));
  expect(written.length).toBeGreaterThan(2);
  for (const { logEvents = [] } of written)
    expect(logEvents.reduce((sum, { message = '' }) => sum + message.length + 26, 0)).toBeLessThanOrEqual(
      1_048_576,
    );
  expect(written.flatMap(({ logEvents = [] }) => logEvents)).toEqual(lines);
});

it('copies nothing of a message that only asks whether it is there', async () => {
  await handler(delivery([{ timestamp: 1, message: 'are you there?' }], 'CONTROL_MESSAGE'));
  expect(written).toEqual([]);
});

it('fails where it can’t write, so that the delivery is tried again', async () => {
  vi.spyOn(client, 'send').mockRejectedValue(new Error('throttled'));
  await expect(handler(delivery([{ timestamp: 1, message: 'lost?' }]))).rejects.toThrow('throttled');
});
