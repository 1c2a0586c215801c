import { MAX_PAGE_RECIPIENTS, makeEvent, type DeliveryPage } from '@marketscope/contracts';
import { createFakeRecipientStore } from '@marketscope/testing';
import { expect, it } from 'vitest';
import {
  accountLocked,
  alertTriggered,
  documentFailed,
  documentIndexed,
  updateCompleted,
  userRegistered,
} from '../testing/sample-events.ts';
import { addressEvent } from './address-event.ts';

function setUp() {
  const sent: DeliveryPage[][] = [];
  const recipients = createFakeRecipientStore();
  const pages = { send: async (batch: readonly DeliveryPage[]) => void sent.push([...batch]) };
  return { sent, recipients, ports: { recipients, pages } };
}

it.each([alertTriggered(), userRegistered(), accountLocked(), documentIndexed(), documentFailed()])(
  'tells $type to the person it is about',
  async (event) => {
    const { sent, ports } = setUp();
    await addressEvent(event, ports);
    expect(sent).toEqual([[{ id: `${event.id}#0`, event, recipients: ['ada'] }]]);
  },
);

it('tells the day’s update to everyone who wants summaries, in the same pages each time', async () => {
  const { sent, recipients, ports } = setUp();
  const everyone = Array.from({ length: 11 * MAX_PAGE_RECIPIENTS + 1 }, (_, n) => `user-${n}`);
  for (const userId of everyone) await recipients.add('daily-summary', userId);

  expect(await addressEvent(updateCompleted(), ports)).toBe(everyone.length);
  const first = sent.splice(0).flat();
  expect(first.map(({ id }) => id)).toEqual(
    Array.from({ length: 12 }, (_, page) => `01RUN#completed#${page}`),
  );
  expect(first.flatMap((page) => page.recipients).toSorted()).toEqual(everyone.toSorted());

  await addressEvent(updateCompleted(), ports);
  expect(sent.flat()).toEqual(first);
});

it('tells nobody of an intraday update', async () => {
  const { sent, recipients, ports } = setUp();
  await recipients.add('daily-summary', 'ada');
  await addressEvent(updateCompleted({ trigger: 'intraday' }), ports);
  expect(sent).toEqual([]);
});

it('tells nobody of a document that nobody known uploaded', async () => {
  const { sent, ports } = setUp();
  expect(await addressEvent(documentIndexed({ uploadedBy: null }), ports)).toBe(0);
  expect(sent).toEqual([]);
});

it('refuses an event that no message tells of, in place of dropping it', async () => {
  const { ports } = setUp();
  const event = makeEvent({
    type: 'report.completed.v1',
    id: 'report-1',
    source: 'report-writer',
    subject: 'report-1',
    time: new Date(),
    correlationId: '1',
    data: { taskId: 'report-1', userId: 'ada', symbol: 'AAPL', reportKey: 'reports/1' },
  });
  await expect(addressEvent(event, ports)).rejects.toMatchObject({ code: 'untold-event' });
});
