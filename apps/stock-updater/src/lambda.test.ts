import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import {
  anyEvent,
  cloudWatchAlarm,
  queues,
  updateOrder,
  updatePlan,
  type EventOf,
} from '@marketscope/contracts';
import { createAlertStore, createQuoteStore, createReplayCursor } from '@marketscope/stores';
import { invocationWith, queueEvent } from '@marketscope/testing';
import type { SNSEvent } from 'aws-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hostUpdater, type HostedUpdater } from './testing/hosted-updater.ts';

let cloud: HostedUpdater['cloud'];
let handler: HostedUpdater['handler'];

beforeAll(async () => {
  ({ cloud, handler } = await hostUpdater('replay'));
});
afterAll(() => cloud.stop());

/** Takes all messages that wait in a queue. */
async function take(queue: string): Promise<string[]> {
  const QueueUrl = cloud.resources.queues[queue];
  const bodies: string[] = [];
  for (;;) {
    const { Messages = [] } = await cloud.clients.sqs.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return bodies;
    for (const { Body = '', ReceiptHandle } of Messages) {
      bodies.push(Body);
      await cloud.clients.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}

it('takes a recorded day from the schedule to prices, fired alerts and the run’s event, on the local cloud', async () => {
  const { documents } = cloud.clients;
  const table = (name: string) => ({ documents, table: cloud.resources.tables[name] ?? '' });
  const alerts = createAlertStore(table('price-alerts'));
  // Apple closed at 139.35 on the recording's first day, and at 139.49 on its second.
  await alerts.create(sampleStoredAlert({ threshold: 139.4 }));
  await alerts.create(sampleStoredAlert({ id: '02ALERT', threshold: 150 }));
  await alerts.create(sampleStoredAlert({ id: '03ALERT', symbol: 'ZZZZ' }));

  const plan = updatePlan.parse(
    await handler({ trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' }, invocationWith(60_000)),
  );
  expect(plan).toMatchObject({ sessionDate: '2009-06-02', symbols: 23, batches: 1, skipped: null });

  const batch = queueEvent('market-updates', await take('market-updates'));
  for (let delivery = 0; delivery < 2; delivery += 1)
    expect(await handler(batch, invocationWith(60_000))).toEqual({ batchItemFailures: [] });

  expect(await createQuoteStore(table('quotes')).get('AAPL')).toMatchObject({
    price: 139.49,
    previousClose: 139.35,
    change: 0.14,
    asOf: '2009-06-02T20:00:00.000Z',
    source: 'replay',
  });
  expect(await alerts.get('ada', '01ALERT')).toMatchObject({ state: 'triggered' });
  expect(await alerts.get('ada', '02ALERT')).toMatchObject({ state: 'armed' });
  expect((await createReplayCursor(table('runs')).get())?.sessionDate).toBe('2009-06-02');

  const events = (await take('notifications')).map((body) => anyEvent.parse(JSON.parse(body)));
  expect(events.map(({ id }) => id)).toEqual(['01ALERT#1', `${plan.runId}#completed`]);
  const { data } = events[1] as EventOf<'market.update.completed.v1'>;
  expect(data).toMatchObject({ requested: 23, updated: 22, alertsTriggered: 1 });
  expect(data.failed).toMatchObject([{ symbol: 'ZZZZ', reason: 'unknown-symbol' }]);
  expect(new Set(data.prices.map(({ source }) => source))).toEqual(new Set(['replay', 'synthetic']));
});

it('moves on to the next recorded day with the next order, not with the same one', async () => {
  const order = { trigger: 'intraday', scheduledTime: '2026-11-21T15:00:00Z' };
  for (let ask = 0; ask < 2; ask += 1)
    expect(await handler(order, invocationWith(60_000))).toMatchObject({ sessionDate: '2009-06-03' });
  expect(await handler({ trigger: 'daily' }, invocationWith(60_000))).toMatchObject({
    sessionDate: '2009-06-04',
  });
});

it('fails an order that it does not understand', async () => {
  await expect(handler({ trigger: 'hourly' }, invocationWith(60_000))).rejects.toThrow('trigger');
});

it.each(['daily-update', 'update-now'])('understands its sample event %s', async (name) => {
  const sample: unknown = JSON.parse(await readSample(name));
  expect(updateOrder.safeParse(sample).error).toBeUndefined();
});

it('understands its sample batch', async () => {
  const { Records } = JSON.parse(await readSample('market-updates')) as { Records: { body: string }[] };
  for (const { body } of Records)
    expect(queues['market-updates'].safeParse(JSON.parse(body)).error).toBeUndefined();
});

it('starts the update again that its sample alarm tells of, once', async () => {
  // Of the day before: the sample's own has been updated by now.
  const sample = (await readSample('alarms')).replace('2026-11-21T00:05', '2026-11-20T00:05');
  const event = JSON.parse(sample) as SNSEvent;
  for (const { Sns } of event.Records)
    expect(cloudWatchAlarm.safeParse(JSON.parse(Sns.Message)).error).toBeUndefined();
  await take('market-updates');
  for (let time = 0; time < 3; time += 1) await handler(event, invocationWith(60_000));
  const [batch, ...others] = await take('market-updates');
  expect(JSON.parse(batch ?? '')).toMatchObject({ runId: 'daily-2026-11-19T21:30:00.000Z', batch: 0 });
  expect(others).toEqual([]);
});

function readSample(name: string): Promise<string> {
  return readFile(path.join(import.meta.dirname, `../events/${name}.json`), 'utf8');
}
