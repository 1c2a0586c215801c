import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalCloud, MailSink } from '@marketscope/testing';
import { z } from 'zod';
import { startHostedWorker } from './hosted-worker.ts';
import { addPeople, publishEvents, type Expected } from './load.ts';
import { allHandled } from './queue-depth.ts';
import { randomKills } from './random-kills.ts';

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
const KILL_WITHIN_MS = 250;
const QUEUES = ['notifications', 'deliveries'];

/**
 * Kills the worker with SIGKILL at random moments while it tells people of events, and starts it again, until it was
 * killed often enough and all is done; what went to a dead-letter queue is sent back. Then counts what arrived.
 * @param onKill hears the number of kills so far
 */
export async function runWorkerChaos({
  kills,
  events,
  onKill,
}: {
  kills: number;
  events: number;
  onKill?: (kills: number) => void;
}): Promise<ChaosResult> {
  const killing = randomKills({ kills, withinMs: KILL_WITHIN_MS, onKill });
  const hosted = await startHostedWorker(killing.onInvoke);
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
    let redriven = await allHandled(cloud, QUEUES);
    while (killing.done() < kills) {
      await publish(MORE_EVENTS);
      redriven += await allHandled(cloud, QUEUES);
    }

    const takenOver = (await hosted.log()).filter(
      (line) => 'DeliveriesTakenOver' in line && line['channel'] === 'email',
    ).length;
    return {
      kills: killing.done(),
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
