import { MailError } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { alertTriggered, updateCompleted, userRegistered } from '../testing/sample-events.ts';
import { createWorld, type World } from '../testing/worker-world.ts';

const delivery = (channel: 'inbox' | 'email', userId = 'ada') => {
  const { id: eventId, time: eventTime } = alertTriggered();
  return { eventId, eventTime, userId, channel };
};

const takenOverEmail = {
  name: 'DeliveriesTakenOver',
  unit: 'Count',
  value: 1,
  dimensions: { channel: 'email' },
};

/** Handles the event that is queued, and takes the one page that it orders off its queue. */
async function pageOrdered(world: World) {
  const [event] = world.messages.splice(0);
  if (event) await world.receive(event, world.ports);
  const [page] = world.messages.splice(0);
  if (!page) throw new Error('no page was ordered');
  return page;
}

it('tells a person of their alert in the inbox and by e-mail, with a receipt of each', async () => {
  const world = createWorld();
  world.enqueue('notifications', alertTriggered());
  await world.drain();

  expect(await world.inboxOf('ada')).toMatchObject([
    { kind: 'price-alert', title: 'AAPL is at $140.25', link: '/alerts', createdAt: alertTriggered().time },
  ]);
  expect(world.mail.mails).toMatchObject([
    {
      to: { name: 'ada', address: 'ada@example.com' },
      subject: expect.stringContaining('AAPL is at $140.25'),
    },
  ]);
  for (const channel of ['inbox', 'email'] as const) {
    expect(await world.deliveries.receipt(delivery(channel))).toEqual({ outcome: 'sent' });
    expect(world.measurements).toContainEqual({
      name: 'NotificationsDelivered',
      unit: 'Count',
      value: 1,
      dimensions: { channel, kind: 'price-alert' },
    });
  }
});

it('tells once, though the event comes five times and each of its pages five times more', async () => {
  const world = createWorld();
  for (let repeat = 0; repeat < 5; repeat += 1) world.enqueue('notifications', alertTriggered());
  await world.drain();
  world.enqueue('notifications', { ...alertTriggered(), time: '2026-11-20T21:07:00.000Z' });
  await world.drain();

  expect(await world.inboxOf('ada')).toHaveLength(1);
  expect(world.mail.mails).toHaveLength(1);
  expect(world.measurements.filter(({ name }) => name === 'NotificationsDelivered')).toHaveLength(2);
});

it('tells once, though five workers get the same page at the same time', async () => {
  const world = createWorld();
  world.enqueue('notifications', alertTriggered());
  const page = await pageOrdered(world);
  await Promise.all(Array.from({ length: 5 }, () => world.receive(page, world.ports)));
  expect(await world.inboxOf('ada')).toHaveLength(1);
  expect(world.mail.mails).toHaveLength(1);
});

it('leaves a delivery to the worker that holds it, and takes it over when its lease has run out', async () => {
  const world = createWorld();
  await world.deliveries.claim(delivery('email'), new Date('2026-11-20T21:02:00.000Z'));
  world.enqueue('notifications', alertTriggered());
  const page = await pageOrdered(world);

  expect(await world.receive(page, world.ports)).toBe(false);
  expect(world.mail.mails).toEqual([]);
  expect(await world.inboxOf('ada')).toHaveLength(1);
  expect(world.lines.at(-1)).toMatchObject({
    level: 'warn',
    err: { code: 'unfinished-deliveries', message: expect.stringContaining('another worker holds it until') },
  });

  world.elapse(180_000);
  expect(await world.receive(page, world.ports)).toBe(true);
  expect(world.mail.mails).toHaveLength(1);
  expect(world.measurements).toContainEqual(takenOverEmail);
});

it('lets nobody wait for another whose e-mail fails for now, and tries that one again', async () => {
  let isBusy = true;
  const world = createWorld({
    people: ['ada', 'bob', 'eve'],
    refuse: ({ to }) => {
      if (isBusy && to.address === 'bob@example.com') throw new MailError('unavailable', '451 try later');
    },
  });
  for (const userId of ['ada', 'bob', 'eve']) await world.recipients.add('daily-summary', userId);
  world.enqueue('notifications', updateCompleted());
  const page = await pageOrdered(world);

  expect(await world.receive(page, world.ports)).toBe(false);
  expect(world.mail.mails.map(({ to }) => to.name)).toEqual(['ada', 'eve']);
  expect(await world.inboxOf('bob')).toHaveLength(1);

  isBusy = false;
  expect(await world.receive(page, world.ports)).toBe(true);
  expect(world.mail.mails.map(({ to }) => to.name)).toEqual(['ada', 'eve', 'bob']);
  expect(world.measurements.some(({ name }) => name === 'DeliveriesTakenOver')).toBe(false);
});

it('gives a receipt that says why when an address is refused for good, and tries no more', async () => {
  const world = createWorld({
    refuse: () => {
      throw new MailError('rejected', '550 no such mailbox');
    },
  });
  world.enqueue('notifications', alertTriggered());
  await world.drain();
  expect(await world.deliveries.receipt(delivery('email'))).toEqual({
    outcome: 'failed',
    why: '550 no such mailbox',
  });
  expect(world.deadLetters).toEqual([]);
  expect(world.lines).toContainEqual(
    expect.objectContaining({ why: '550 no such mailbox', channel: 'email' }),
  );
  expect(world.measurements).toHaveLength(1);
});

it('counts what may repeat when the other side never said whether it took an e-mail', async () => {
  let answers = 0;
  const world = createWorld({
    refuse: () => {
      answers += 1;
      if (answers === 1) throw new MailError('unconfirmed', 'the connection broke');
    },
  });
  world.enqueue('notifications', alertTriggered());
  await world.drain();
  expect(world.mail.mails).toHaveLength(1);
  expect(world.measurements).toContainEqual(takenOverEmail);
});

it('gives a failed receipt for someone whose account is gone', async () => {
  const world = createWorld({ people: [] });
  world.enqueue('notifications', alertTriggered());
  await world.drain();
  expect(await world.deliveries.receipt(delivery('inbox'))).toEqual({
    outcome: 'failed',
    why: 'there is no such account',
  });
  expect(await world.inboxOf('ada')).toEqual([]);
});

it('starts a newcomer’s watchlist, and keeps what they already put there', async () => {
  const world = createWorld();
  const own = { symbol: 'MSFT', name: 'Mine', addedAt: '2026-11-20T21:00:00.000Z' };
  await world.watchlists.add('ada', own);
  world.enqueue('notifications', userRegistered());
  await world.drain();
  const list = await world.watchlists.list('ada');
  expect(list.map(({ symbol }) => symbol).toSorted()).toEqual(['AAPL', 'MSFT', '^GSPC']);
  expect(list).toContainEqual(own);
  expect(await world.inboxOf('ada')).toMatchObject([{ kind: 'welcome' }]);
});
