import type { EventOf } from '@marketscope/contracts';
import { describe, expect, it } from 'vitest';
import {
  alarmChanged,
  alertTriggered,
  aQuote,
  updateCompleted,
  userRegistered,
} from '../testing/sample-events.ts';
import { createWorld, dyingPorts, type World } from '../testing/worker-world.ts';

const VISIBILITY_MS = 180_000;

/** Drains the queues with a process that dies at its nth call and is started again; tells whether it got that far. */
async function drainDyingAt(world: World, fatalCall: number): Promise<boolean> {
  const dying = dyingPorts(world.ports, fatalCall);
  while (!dying.hasDied()) {
    const message = world.messages.shift();
    if (!message) return false;
    const handled = await world.receive(message, dying.ports);
    if (handled && !dying.hasDied()) continue;
    world.messages.push(message);
  }
  world.elapse(VISIBILITY_MS);
  await world.drain();
  return true;
}

async function expectEachOnce(world: World, people: readonly string[]): Promise<void> {
  expect(world.deadLetters).toEqual([]);
  for (const userId of people) expect(await world.inboxOf(userId)).toHaveLength(1);
  const ids = world.mail.mails.map(({ messageId }) => messageId);
  expect(new Set(ids).size).toBe(people.length);
  const repeats = ids.length - people.length;
  const takenOver = world.measurements.filter(
    ({ name, dimensions }) => name === 'DeliveriesTakenOver' && dimensions['channel'] === 'email',
  );
  // What may leave us again is what was in flight, and each such repeat is counted.
  expect(takenOver.length).toBeGreaterThanOrEqual(repeats);
}

const people = ['ada', 'bob', 'eve'];
const scenarios: [string, EventOf, string[], (world: World) => Promise<void>][] = [
  ['an alert', alertTriggered(), ['ada'], async () => {}],
  ['a registration', userRegistered(), ['ada'], async () => {}],
  [
    'a daily summary for three',
    updateCompleted(),
    people,
    async (world) => {
      for (const userId of people) await world.recipients.add('daily-summary', userId);
      await world.watchlists.add('ada', { symbol: 'AAPL', name: null, addedAt: '2026-11-20T15:00:00.000Z' });
      await world.quotes.putIfNewer(aQuote());
    },
  ],
];

describe.each(scenarios)('a worker that dies while it tells of %s', (_, event, concerned, prepare) => {
  it('at any call leaves nobody untold and tells nobody twice', async () => {
    let fatalCall = 1;
    for (; ; fatalCall += 1) {
      const world = createWorld({ people });
      await prepare(world);
      world.enqueue('notifications', event);
      const died = await drainDyingAt(world, fatalCall);
      await expectEachOnce(world, concerned);
      if (!died) break;
    }
    expect(fatalCall).toBeGreaterThan(concerned.length * 4);
  });
});

it('repeats an e-mail with the same Message-ID when the process dies before it could mark it, and counts that', async () => {
  const world = createWorld();
  world.enqueue('notifications', alertTriggered());
  await world.drain();
  const once = world.mail.mails.map(({ messageId }) => messageId);

  // Every call before it is harmless, so the first that leads to a repeat is the one that marks the e-mail.
  for (let fatalCall = 1; ; fatalCall += 1) {
    const repeated = createWorld();
    repeated.enqueue('notifications', alertTriggered());
    expect(await drainDyingAt(repeated, fatalCall)).toBe(true);
    if (repeated.mail.mails.length === 1) continue;
    expect(repeated.mail.mails.map(({ messageId }) => messageId)).toEqual([...once, ...once]);
    expect(repeated.measurements).toContainEqual(
      expect.objectContaining({ name: 'DeliveriesTakenOver', dimensions: { channel: 'email' } }),
    );
    break;
  }
});

it('a worker that dies while it tells operators of an alarm leaves no channel untold, and repeats only what was in flight', async () => {
  let fatalCall = 1;
  for (; ; fatalCall += 1) {
    const world = createWorld();
    world.enqueue('notifications', alarmChanged());
    const died = await drainDyingAt(world, fatalCall);
    expect(world.deadLetters).toEqual([]);
    expect(new Set(world.mail.mails.map(({ messageId }) => messageId)).size).toBe(1);
    for (const [channel, sent] of [
      ['email', world.mail.mails],
      ['slack', world.slack.texts],
      ['sms', world.sms.texts],
    ] as const) {
      const takenOver = world.measurements.filter(
        ({ name, dimensions }) => name === 'DeliveriesTakenOver' && dimensions['channel'] === channel,
      );
      expect(sent.length).toBeGreaterThanOrEqual(1);
      expect(takenOver.length).toBeGreaterThanOrEqual(sent.length - 1);
    }
    if (!died) break;
  }
  // A claim, a sending and a mark for each of three channels.
  expect(fatalCall).toBeGreaterThan(9);
});
