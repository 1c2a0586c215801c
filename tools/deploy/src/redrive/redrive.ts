import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListMessageMoveTasksCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSServiceException,
  StartMessageMoveTaskCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { Topology } from '@marketscope/contracts/topology';
import { OperatorError } from '@marketscope/operator';
import type { EnvironmentName } from '../cloud/environment.ts';
import { queuesOf, type NamedQueue } from '../cloud/resource-names.ts';

/** Seconds that a message is hidden while it is moved by hand. */
const MOVING_SECONDS = 60;

/** From which queue to which. */
export interface Redrive {
  from: NamedQueue;
  to: NamedQueue;
}

/**
 * Which queues a person means.
 * @param name a queue, whose dead letters go back to it; or the name of any queue that holds what failed
 * @param to where they go, if not where they came from
 * @throws OperatorError saying what there is to choose from
 */
export function redriveOf(
  topology: Topology,
  environment: EnvironmentName,
  name: string | undefined,
  to: string | undefined,
): Redrive {
  const queues = queuesOf(topology, environment);
  const failed = queues.filter(({ holds }) => holds !== 'messages');
  const from = failed.find((queue) => name !== undefined && [queue.name, queue.source].includes(name));
  if (!from)
    throw new OperatorError(
      `name the queue whose dead letters are to be tried again: ${failed.map((queue) => queue.source ?? queue.name).join(', ')}`,
    );
  const target = to ?? from.source;
  if (target === undefined)
    throw new OperatorError(
      from.holds === 'failed invocations'
        ? `what ${from.name} holds came from a schedule, not a queue: invoke the function with it (docs/runbooks/dead-letters.md)`
        : `${from.name} holds events for any of its topic's queues: say which, by --to <queue>`,
    );
  const found = queues.find((queue) => queue.name === target && queue.holds === 'messages');
  if (!found)
    throw new OperatorError(
      `there is no queue ${target}: it is one of ${Object.keys(topology.queues).join(', ')}`,
    );
  return { from, to: found };
}

/**
 * Has what failed tried again: SQS moves the messages itself where it can. Elsewhere each is sent and then deleted, so
 * that a crash between leaves it twice, which consumers stand, and never lost.
 * @returns how many were moved
 */
export async function redrive(
  sqs: SQSClient,
  { from, to }: Redrive,
  { pause, tell }: { pause: (seconds: number) => Promise<void>; tell: (line: string) => void },
): Promise<number> {
  const [source, destination] = await Promise.all([from, to].map((queue) => addressOf(sqs, queue)));
  if (!source || !destination) throw new TypeError('two queues have two addresses');
  if (source.messages === 0) return 0;
  tell(`${source.messages} messages from ${from.name} to ${to.name}`);
  const isDeadLetterQueue = from.source !== undefined;
  const moved = isDeadLetterQueue && (await moveByTask(sqs, source, destination, pause));
  return moved === false ? moveByHand(sqs, source, destination) : moved;
}

interface QueueAddress {
  url: string;
  arn: string;
  messages: number;
}

async function addressOf(sqs: SQSClient, { physicalName }: NamedQueue): Promise<QueueAddress> {
  const { QueueUrl = '' } = await sqs.send(new GetQueueUrlCommand({ QueueName: physicalName }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
    }),
  );
  return {
    url: QueueUrl,
    arn: Attributes?.['QueueArn'] ?? '',
    messages: Number(Attributes?.['ApproximateNumberOfMessages'] ?? 0),
  };
}

/** Answers how many messages SQS has moved, or false where it can't, as emulators can't. */
async function moveByTask(
  sqs: SQSClient,
  source: QueueAddress,
  destination: QueueAddress,
  pause: (seconds: number) => Promise<void>,
): Promise<number | false> {
  const lastTask = async () => {
    const { Results } = await sqs.send(
      new ListMessageMoveTasksCommand({ SourceArn: source.arn, MaxResults: 1 }),
    );
    return Results?.[0];
  };
  try {
    // An earlier run may have been stopped while its task went on.
    if ((await lastTask())?.Status !== 'RUNNING')
      await sqs.send(
        new StartMessageMoveTaskCommand({ SourceArn: source.arn, DestinationArn: destination.arn }),
      );
  } catch (error) {
    if (isUnknownOperation(error)) return false;
    throw error;
  }
  for (;;) {
    const task = await lastTask();
    if (task?.Status === 'COMPLETED') return task.ApproximateNumberOfMessagesMoved ?? source.messages;
    if (task?.Status === 'FAILED' || task?.Status === 'CANCELLED')
      throw new OperatorError(
        `SQS stopped after ${task.ApproximateNumberOfMessagesMoved ?? 0} messages: ${task.FailureReason ?? task.Status}. What is left stays where it was; run the command again`,
      );
    await pause(1);
  }
}

async function moveByHand(sqs: SQSClient, source: QueueAddress, destination: QueueAddress): Promise<number> {
  let moved = 0;
  // No more than there were: what fails again comes back meanwhile.
  while (moved < source.messages) {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: source.url,
        MaxNumberOfMessages: Math.min(10, source.messages - moved),
        MessageAttributeNames: ['All'],
        VisibilityTimeout: MOVING_SECONDS,
      }),
    );
    if (Messages.length === 0) break;
    for (const { Body, MessageAttributes, ReceiptHandle } of Messages) {
      await sqs.send(
        new SendMessageCommand({ QueueUrl: destination.url, MessageBody: Body, MessageAttributes }),
      );
      await sqs.send(new DeleteMessageCommand({ QueueUrl: source.url, ReceiptHandle }));
      moved++;
    }
  }
  return moved;
}

/** Whether an endpoint does not know an operation; moto then answers a page of HTML, which is no answer of SQS. */
function isUnknownOperation(error: unknown): boolean {
  return (
    error instanceof SyntaxError ||
    (error instanceof SQSServiceException &&
      /UnsupportedOperation|InvalidAction|UnknownOperation|NotImplemented/.test(error.name))
  );
}
