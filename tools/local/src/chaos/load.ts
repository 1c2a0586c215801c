import { randomUUID } from 'node:crypto';
import { makeEvent, type EventOf } from '@marketscope/contracts';
import { createEventPublisher } from '@marketscope/messaging';
import { createRecipientStore, createUserStore } from '@marketscope/stores';
import type { LocalCloud } from '@marketscope/testing';

/** One event in ten is a day's summary for everyone; the others are an alert of one person. */
const SUMMARY_EVERY = 10;

/** Who is told what: by person, the events that concern them. */
export type Expected = Map<string, string[]>;

/** Makes accounts that want daily summaries, and answers their ids. */
export async function addPeople({ clients, resources }: LocalCloud, count: number): Promise<string[]> {
  const { documents } = clients;
  const table = (name: string): string => resources.tables[name] ?? '';
  const users = createUserStore({ documents, users: table('users'), logins: table('logins') });
  const recipients = createRecipientStore({ documents, table: table('recipients') });
  const people = Array.from({ length: count }, (_, n) => `person-${n}`);
  for (const id of people) {
    const createdAt = new Date().toISOString();
    await users.create({
      id,
      email: `${id}@example.com`,
      name: id,
      createdAt,
      passwordHash: '',
      announcedAt: createdAt,
    });
    await recipients.add('daily-summary', id);
  }
  return people;
}

/** Publishes events, and notes in `expected` whom each concerns. */
export async function publishEvents(
  { clients, resources }: LocalCloud,
  { count, people, expected }: { count: number; people: readonly string[]; expected: Expected },
): Promise<void> {
  const publisher = createEventPublisher(clients.sns, resources.topics);
  for (let n = 0; n < count; n += 1) {
    const userId = people[n % people.length] ?? '';
    const event = n % SUMMARY_EVERY === 0 ? summary() : alert(userId);
    for (const id of event.type === 'alert.triggered.v1' ? [userId] : people)
      expected.set(id, [...(expected.get(id) ?? []), event.id]);
    await publisher.publish(event);
  }
}

function alert(userId: string): EventOf {
  const alertId = randomUUID();
  const now = new Date();
  return makeEvent({
    type: 'alert.triggered.v1',
    id: `${alertId}#1`,
    source: 'stock-updater',
    subject: alertId,
    time: now,
    correlationId: alertId,
    data: {
      alertId,
      userId,
      symbol: 'AAPL',
      kind: 'price',
      direction: 'above',
      threshold: 140,
      note: null,
      value: 140.25,
      basePrice: null,
      repeat: false,
      cooldownMinutes: null,
      price: 140.25,
      currency: 'USD',
      changePercent: 1.2635,
      volume: null,
      average50: null,
      average200: null,
      asOf: now.toISOString(),
      source: 'replay',
    },
  });
}

function summary(): EventOf {
  const runId = randomUUID();
  const now = new Date();
  return makeEvent({
    type: 'market.update.completed.v1',
    id: `${runId}#completed`,
    source: 'stock-updater',
    subject: runId,
    time: now,
    correlationId: runId,
    data: {
      runId,
      status: 'completed',
      trigger: 'daily',
      sessionDate: now.toISOString().slice(0, 10),
      startedAt: now.toISOString(),
      finishedAt: now.toISOString(),
      durationMs: 0,
      requested: 0,
      updated: 0,
      failedCount: 0,
      failed: [],
      alertsTriggered: 0,
      prices: [],
    },
  });
}
