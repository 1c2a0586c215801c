import { setTimeout as pause } from 'node:timers/promises';
import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Topology } from '@marketscope/contracts/topology';
import type { Reporter } from '../reporter.ts';
import { failedItems } from './batch-response.ts';
import { sqsEvent } from './sqs-event.ts';

/** Seconds of a long poll. */
const LONG_POLL_SECONDS = 20;
/** Messages of one receive, and of one delete, at the most. */
const MAX_RECEIVE = 10;
/** Bytes of one synchronous invocation's payload at the most. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Milliseconds until the next try after the queue could not be read. */
const RECEIVE_RETRY_MS = 1000;

type SourceSettings = Omit<Topology['services'][string]['sources'][number], 'queue'>;

/** A queue that invokes a function, until it is stopped. */
export interface QueueSource {
  /** Receives no more, and waits for the invocations that run. */
  stop(): Promise<void>;
}

/**
 * Reads a queue and invokes a function with what it holds, as Lambda's event source mapping does: by long polls, in
 * batches of at most `batchSize` gathered for at most the window, never more at a time than the maximum concurrency.
 * What succeeded is deleted; what failed shows again when its visibility time-out ends, and is moved to the
 * dead-letter queue by the queue's own redrive policy.
 */
export async function startQueueSource({
  sqs,
  queue,
  settings,
  invoke,
  reporter,
}: {
  sqs: SQSClient;
  queue: { name: string; url: string };
  settings: SourceSettings;
  /** Invokes the function and answers what it returned. */
  invoke: (event: unknown) => Promise<unknown>;
  reporter: Reporter;
}): Promise<QueueSource> {
  const { arn, maxReceiveCount } = await attributesOf(sqs, queue.url);
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();

  const receive = async (count: number, waitSeconds: number): Promise<Message[]> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: Math.min(MAX_RECEIVE, count),
        WaitTimeSeconds: waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      { abortSignal: stopping.signal },
    );
    return Messages;
  };
  const gather = async (): Promise<Message[]> => {
    const batch = await receive(settings.batchSize, LONG_POLL_SECONDS);
    const windowEnds = Date.now() + settings.batchWindowSeconds * 1000;
    while (batch.length > 0 && batch.length < settings.batchSize && payloadBytes(batch) < MAX_PAYLOAD_BYTES) {
      const left = Math.ceil((windowEnds - Date.now()) / 1000);
      if (left <= 0) break;
      batch.push(...(await receive(settings.batchSize - batch.length, Math.min(left, LONG_POLL_SECONDS))));
    }
    return batch;
  };
  const handle = async (batch: Message[]): Promise<void> => {
    const ids = batch.map(({ MessageId = '' }) => MessageId);
    let failed: Set<string>;
    let reason = 'the function named it as failed; its log tells why';
    try {
      failed = failedItems(await invoke(sqsEvent(batch, arn)), ids);
    } catch (error) {
      failed = new Set(ids);
      reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    }
    for (const message of batch)
      if (failed.has(message.MessageId ?? ''))
        reporter.warn(`${queue.name}: ${failure(message, maxReceiveCount)}: ${reason}`);
    await deleteMessages(
      sqs,
      queue,
      batch.filter(({ MessageId = '' }) => !failed.has(MessageId)),
      reporter,
    );
  };
  const freeSlot = async (): Promise<void> => {
    while (running.size >= settings.maximumConcurrency) await Promise.race(running);
  };
  const poll = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await freeSlot();
      try {
        for (const batch of withinPayload(await gather())) {
          await freeSlot();
          const task = handle(batch).finally(() => running.delete(task));
          running.add(task);
        }
      } catch (error) {
        if (stopping.signal.aborted) break;
        reporter.warn(`${queue.name} can’t be read, trying again: ${String(error)}`);
        await pause(RECEIVE_RETRY_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  const polling = poll();
  return {
    async stop() {
      stopping.abort();
      await polling;
      await Promise.all(running);
    },
  };
}

async function attributesOf(
  sqs: SQSClient,
  queueUrl: string,
): Promise<{ arn: string; maxReceiveCount: number }> {
  const { Attributes = {} } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: ['QueueArn', 'RedrivePolicy'] }),
  );
  const policy = JSON.parse(Attributes.RedrivePolicy ?? '{}') as { maxReceiveCount?: number };
  return { arn: Attributes.QueueArn ?? '', maxReceiveCount: policy.maxReceiveCount ?? Infinity };
}

async function deleteMessages(
  sqs: SQSClient,
  queue: { name: string; url: string },
  messages: Message[],
  reporter: Reporter,
): Promise<void> {
  for (let start = 0; start < messages.length; start += MAX_RECEIVE) {
    const group = messages.slice(start, start + MAX_RECEIVE);
    try {
      const { Failed = [] } = await sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: queue.url,
          Entries: group.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
      for (const { Id, Message: why } of Failed)
        reporter.warn(`${queue.name}: message ${group[Number(Id)]?.MessageId} was not deleted: ${why}`);
    } catch (error) {
      reporter.warn(`${queue.name}: ${group.length} handled messages were not deleted: ${String(error)}`);
    }
  }
}

function failure({ MessageId, Attributes = {} }: Message, maxReceiveCount: number): string {
  const receives = Number(Attributes.ApproximateReceiveCount ?? 1);
  const fate = receives >= maxReceiveCount ? ', so it goes to the dead-letter queue' : '';
  return `message ${MessageId} failed at receive ${receives} of ${maxReceiveCount}${fate}`;
}

function payloadBytes(messages: readonly Message[]): number {
  return messages.reduce((bytes, { Body = '' }) => bytes + Buffer.byteLength(Body), 0);
}

/** Parts of a batch that each fit into one invocation. */
function* withinPayload(batch: readonly Message[]): Generator<Message[]> {
  let part: Message[] = [];
  for (const message of batch) {
    if (part.length > 0 && payloadBytes([...part, message]) > MAX_PAYLOAD_BYTES) {
      yield part;
      part = [];
    }
    part.push(message);
  }
  if (part.length > 0) yield part;
}
