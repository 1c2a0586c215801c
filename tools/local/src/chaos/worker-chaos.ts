import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalCloud, MailSink } from '@marketscope/testing';
import { z } from 'zod';
import type { LocalFunction } from '../functions/local-function.ts';
import { startHostedWorker } from './hosted-worker.ts';
import { addPeople, publishEvents, type Expected } from './load.ts';
import { queuesEmpty, redrive } from './queue-depth.ts';

/** What became of a channel's deliveries. */
export interface ChannelCount {
  /** Different deliveries that arrived, and how often any of them arrived again. */
  arrived: number;
  repeated: number;
  missing: number;
}

export interface ChaosResult {
  kills: number;
  events: number;
  /** Deliveries that should arrive, on each channel. */
  deliveries: number;
  /** Dead letters that were sent back to their queue. */
  redriven: number;
  inbox: ChannelCount;
  /** Counted by Message-ID, by which a mail server folds repeats. */
  email: ChannelCount;
  /** E-mails that the worker itself counted as possible repeats. */
  takenOver: number;
  /** Deliveries without the receipt `sent`. */
  withoutReceipt: number;
}

const PEOPLE = 10;
/** Events that are published more, while kills are left when all has been delivered. */
const MORE_EVENTS = 10;
/** Of the invocations, how many are killed, and within which milliseconds of their start. */
const KILL_SHARE = 0.5;
const KILL_WITHIN_MS = 250;

/**
 * Kills the worker with SIGKILL at random moments while it tells people of events, and starts it again, until it was
 * killed often enough and all is done; what went to a dead-letter queue is sent back. Then counts what arrived.
 * @param onKill hears the number of kills so far
 */
export async function runWorkerChaos({
  kills,
  events,
  onKill = () => {},
}: {
  kills: number;
  events: number;
  onKill?: (kills: number) => void;
}): Promise<ChaosResult> {
  let killed = 0;
  let planned = 0;
  const killAtRandom = (worker: LocalFunction): void => {
    if (planned >= kills || Math.random() >= KILL_SHARE) return;
    planned += 1;
    setTimeout(() => {
      void worker.crash().then(() => onKill(++killed));
    }, Math.random() * KILL_WITHIN_MS);
  };
  const hosted = await startHostedWorker(killAtRandom);
  const { cloud, mailSink } = hosted;
  try {
    const expected: Expected = new Map();
    const people = await addPeople(cloud, PEOPLE);
    let published = 0;
    const publish = async (count: number): Promise<void> => {
      await publishEvents(cloud, { count, people, expected });
      published += count;
    };

    await publish(events);
    let redriven = await deliverAll(cloud);
    while (killed < kills) {
      await publish(MORE_EVENTS);
      redriven += await deliverAll(cloud);
    }

    const takenOver = (await hosted.log()).filter(
      (line) => 'DeliveriesTakenOver' in line && line['channel'] === 'email',
    ).length;
    return {
      kills: killed,
      events: published,
      deliveries: [...expected.values()].flat().length,
      redriven,
      inbox: await countInbox(cloud, expected),
      email: countEmail(mailSink, expected),
      takenOver,
      withoutReceipt: await countWithoutReceipt(cloud, expected),
    };
  } finally {
    await hosted.stop();
  }
}

/** Waits until the worker's queues are empty, sending dead letters back until there are none; answers how many. */
async function deliverAll({ clients: { sqs }, resources }: LocalCloud): Promise<number> {
  const names = ['notifications', 'deliveries'];
  const urls = names.map((name) => resources.queues[name] ?? '');
  let redriven = 0;
  for (;;) {
    await queuesEmpty(sqs, urls);
    let moved = 0;
    for (const [index, name] of names.entries())
      moved += await redrive(sqs, { from: resources.deadLetterQueues[name] ?? '', to: urls[index] ?? '' });
    if (moved === 0) return redriven;
    redriven += moved;
  }
}

async function countInbox(cloud: LocalCloud, expected: Expected): Promise<ChannelCount> {
  const rows = z
    .array(z.object({ userId: z.string(), entryId: z.string() }))
    .parse(await scan(cloud, 'notifications'));
  const wanted = new Set([...expected].flatMap(([userId, ids]) => ids.map((id) => `${userId} ${id}`)));
  const arrived = rows.map(({ userId, entryId }) => `${userId} ${entryId.slice(entryId.indexOf('#') + 1)}`);
  return count(
    wanted.size,
    arrived.filter((each) => wanted.has(each)),
  );
}

function countEmail({ mails }: MailSink, expected: Expected): ChannelCount {
  const deliveries = [...expected.values()].flat().length;
  return count(
    deliveries,
    mails.map(({ to, messageId }) => `${to} ${messageId}`),
  );
}

function count(wanted: number, arrivals: readonly string[]): ChannelCount {
  const arrived = new Set(arrivals).size;
  return { arrived, repeated: arrivals.length - arrived, missing: wanted - arrived };
}

async function countWithoutReceipt(cloud: LocalCloud, expected: Expected): Promise<number> {
  const rows = z
    .array(z.object({ deliveryId: z.string(), state: z.string() }))
    .parse(await scan(cloud, 'deliveries'));
  const sent = new Set(rows.filter(({ state }) => state === 'sent').map(({ deliveryId }) => deliveryId));
  return [...expected]
    .flatMap(([userId, ids]) => ids.flatMap((id) => [`${id}#${userId}#inbox`, `${id}#${userId}#email`]))
    .filter((deliveryId) => !sent.has(deliveryId)).length;
}

async function scan({ clients, resources }: LocalCloud, table: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await clients.documents.send(
      new ScanCommand({ TableName: resources.tables[table], ...(from && { ExclusiveStartKey: from }) }),
    );
    rows.push(...Items);
    from = LastEvaluatedKey;
  } while (from);
  return rows;
}

/** What in a result breaks the promise of delivery; empty when it was kept. */
export function brokenPromises({ inbox, email, takenOver, withoutReceipt }: ChaosResult): string[] {
  return [
    ...(inbox.missing > 0 ? [`${inbox.missing} entries are missing from inboxes`] : []),
    ...(inbox.repeated > 0 ? [`${inbox.repeated} entries are in an inbox twice`] : []),
    ...(email.missing !== 0 ? [`${email.missing} e-mails are missing (fewer than none: made up)`] : []),
    ...(email.repeated > takenOver
      ? [`${email.repeated - takenOver} repeated e-mails were not counted`]
      : []),
    ...(withoutReceipt > 0 ? [`${withoutReceipt} deliveries have no receipt`] : []),
  ];
}
