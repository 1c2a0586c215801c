import { cloudWatchAlarm } from '@marketscope/contracts';
import { MailError, SendingError } from '@marketscope/domain';
import { expect, it } from 'vitest';
import { alarmChanged } from '../testing/sample-events.ts';
import { createWorld } from '../testing/worker-world.ts';

const delivery = (channel: 'slack' | 'sms') => ({
  eventId: 'alarm#marketscope-prod-api-latency#2026-11-20T21:02:11.123Z',
  eventTime: '2026-11-20T21:02:11.123Z',
  userId: 'operators',
  channel,
});

it('tells of an alarm by e-mail to each operator, in Slack and by SMS, and counts it', async () => {
  const emails = ['ada@example.com', 'eve@example.com'];
  const world = createWorld({ operators: { emails } });
  world.enqueue('notifications', alarmChanged());
  await world.drain();

  expect(world.mail.mails.map(({ to }) => to.address)).toEqual(emails);
  expect(new Set(world.mail.mails.map(({ messageId }) => messageId)).size).toBe(2);
  expect(world.slack.texts).toHaveLength(1);
  expect(world.sms.texts).toHaveLength(1);
  for (const channel of ['slack', 'sms'] as const)
    expect(await world.deliveries.receipt(delivery(channel))).toEqual({ outcome: 'sent' });
  expect(world.measurements.filter(({ dimensions }) => dimensions['kind'] === 'alarm')).toHaveLength(4);
});

it('tells once, though CloudWatch’s message comes five times and five workers have it at once', async () => {
  const world = createWorld();
  for (let repeat = 0; repeat < 5; repeat += 1) world.enqueue('notifications', alarmChanged());
  await world.drain();
  world.enqueue('notifications', alarmChanged());
  const [message] = world.messages.splice(0);
  if (!message) throw new Error('nothing is queued');
  await Promise.all(Array.from({ length: 5 }, () => world.receive(message, world.ports)));
  expect([world.mail.mails.length, world.slack.texts.length, world.sms.texts.length]).toEqual([1, 1, 1]);
});

it('tells when it is over, and when the same alarm goes off again', async () => {
  const world = createWorld();
  world.enqueue('notifications', alarmChanged());
  world.enqueue(
    'notifications',
    alarmChanged({
      NewStateValue: 'OK',
      OldStateValue: 'ALARM',
      StateChangeTime: '2026-11-20T21:12:11.123+0000',
    }),
  );
  world.enqueue('notifications', alarmChanged({ StateChangeTime: '2026-11-20T22:02:11.123+0000' }));
  await world.drain();
  expect(world.mail.mails.map(({ subject }) => subject.startsWith('prod is OK again'))).toEqual([
    false,
    true,
    false,
  ]);
});

it('tells nothing of an alarm that has only begun to be measured', async () => {
  const world = createWorld();
  world.enqueue('notifications', alarmChanged({ NewStateValue: 'OK', OldStateValue: 'INSUFFICIENT_DATA' }));
  await world.drain();
  expect([world.mail.mails, world.slack.texts, world.sms.texts, world.deadLetters]).toEqual([[], [], [], []]);
});

it('sends nothing where nothing is set, and says so of Slack', async () => {
  const world = createWorld({ operators: { emails: [], slack: async () => undefined, sms: undefined } });
  world.enqueue('notifications', alarmChanged());
  await world.drain();
  expect([world.mail.mails, world.slack.texts, world.sms.texts, world.deadLetters]).toEqual([[], [], [], []]);
  expect(await world.deliveries.receipt(delivery('slack'))).toEqual({
    outcome: 'skipped',
    why: 'slack-webhook-url has no value',
  });
});

it('holds up no channel by another’s failure, and tries that again alone', async () => {
  let isDown = true;
  const world = createWorld({
    refuse: () => {
      if (isDown) throw new MailError('unavailable', 'no mail server listens');
    },
  });
  world.enqueue('notifications', alarmChanged());
  const [message] = world.messages.splice(0);
  if (!message) throw new Error('nothing is queued');
  expect(await world.receive(message, world.ports)).toBe(false);
  expect([world.mail.mails.length, world.slack.texts.length, world.sms.texts.length]).toEqual([0, 1, 1]);
  isDown = false;
  expect(await world.receive(message, world.ports)).toBe(true);
  expect([world.mail.mails.length, world.slack.texts.length, world.sms.texts.length]).toEqual([1, 1, 1]);
});

it('gives a receipt that says why when Slack refuses for good, and tries no more', async () => {
  const world = createWorld({
    refuseSlack: () => {
      throw new SendingError('rejected', 'Slack answered 404 no_service');
    },
  });
  world.enqueue('notifications', alarmChanged());
  await world.drain();
  expect(world.deadLetters).toEqual([]);
  expect(await world.deliveries.receipt(delivery('slack'))).toEqual({
    outcome: 'failed',
    why: 'Slack answered 404 no_service',
  });
});

it('leaves an alarm that is none to the dead letters, with the reason, and tells of the good ones', async () => {
  const world = createWorld();
  world.enqueue('notifications', { ...alarmChanged(), NewStateValue: 'ON FIRE' });
  world.enqueue('notifications', alarmChanged());
  await world.drain();
  expect(world.mail.mails).toHaveLength(1);
  expect(world.deadLetters).toHaveLength(1);
  expect(world.lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      eventId: 'marketscope-prod-api-latency',
      err: expect.objectContaining({ message: expect.stringContaining('NewStateValue') }),
    }),
  );
});

it('names no operator’s address in what it logs or keeps', async () => {
  const world = createWorld({
    refuse: () => {
      throw new MailError('rejected', '550 no such mailbox');
    },
  });
  world.enqueue('notifications', alarmChanged());
  await world.drain();
  expect(JSON.stringify(world.lines)).toContain('550 no such mailbox');
  expect(JSON.stringify(world.lines)).not.toContain('operator@example.com');
});

it('has samples that CloudWatch could have published', () => {
  expect(cloudWatchAlarm.safeParse(alarmChanged()).success).toBe(true);
});
