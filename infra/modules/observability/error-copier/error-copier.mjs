// Copies what a log group's subscription filter lets through, errors of all services, to the log group in LOG_GROUP.
import { gunzipSync } from 'node:zlib';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  PutLogEventsCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';

// What PutLogEvents takes at once, with what it counts for each event beside its text.
const MAX_BYTES = 1_048_576;
const EVENT_BYTES = 26;
const MAX_EVENTS = 10_000;

const client = new CloudWatchLogsClient({});
const logGroupName = process.env.LOG_GROUP;

export const handler = async ({ awslogs }) => {
  const message = JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8'));
  if (message.messageType !== 'DATA_MESSAGE') return;

  // One stream for each source: `*` and `:` may not stand in a stream's name, which log streams of functions may hold.
  const logStreamName = `${message.logGroup}/${message.logStream}`.slice(1).replaceAll(/[:*]/g, '-').slice(0, 512);
  try {
    await client.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  } catch (error) {
    if (!(error instanceof ResourceAlreadyExistsException)) throw error;
  }
  for (const logEvents of batches(message.logEvents))
    await client.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
};

function* batches(events) {
  let batch = [];
  let bytes = 0;
  for (const { timestamp, message } of events.toSorted((one, other) => one.timestamp - other.timestamp)) {
    const size = Buffer.byteLength(message) + EVENT_BYTES;
    if (batch.length === MAX_EVENTS || (batch.length > 0 && bytes + size > MAX_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push({ timestamp, message });
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
