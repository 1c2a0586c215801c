import { updateBatch } from '@marketscope/contracts';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { invocationWith } from '@marketscope/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostUpdater, type HostedUpdater } from './testing/hosted-updater.ts';

let updater: HostedUpdater;
beforeAll(async () => {
  updater = await hostUpdater('yahoo');
});
afterAll(() => updater.cloud.stop());

/** Orders the daily update as the schedule does, at half past four in New York. */
const order = (scheduledTime: string, more: { force?: boolean } = {}) =>
  updater.handler({ trigger: 'daily', scheduledTime, ...more }, invocationWith(60_000));

/** The session of the next batch that waits, and none when none does. */
async function orderedSession(): Promise<string | undefined> {
  const { sqs } = updater.cloud.clients;
  const QueueUrl = updater.cloud.resources.queues['market-updates'];
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  return Messages[0]?.Body === undefined
    ? undefined
    : updateBatch.parse(JSON.parse(Messages[0].Body)).sessionDate;
}

describe('the daily update', () => {
  it.each([
    ['on a holiday', '2026-11-26T21:30:00Z', '2026-11-26'],
    ['on a holiday that is kept on the Friday before', '2026-07-03T20:30:00Z', '2026-07-03'],
    ['on Good Friday', '2027-03-26T20:30:00Z', '2027-03-26'],
    ['on a day of mourning', '2025-01-09T21:30:00Z', '2025-01-09'],
    ['on a Sunday on which the clocks go forward', '2027-03-14T20:30:00Z', '2027-03-14'],
  ])('does nothing %s, and says so', async (_, at, date) => {
    expect(await order(at)).toEqual({
      statusCode: 200,
      runId: null,
      sessionDate: null,
      symbols: 0,
      batches: 0,
      skipped: `${date} has no trading session in New York`,
    });
    expect(await orderedSession()).toBeUndefined();
  });

  it.each([
    ['at the end of a day that closed at one', '2026-11-27T21:30:00Z', '2026-11-27'],
    ['on the Friday before the clocks go forward', '2027-03-12T21:30:00Z', '2027-03-12'],
    ['on the Monday after', '2027-03-15T20:30:00Z', '2027-03-15'],
    ['on the Friday before the clocks go back', '2026-10-30T20:30:00Z', '2026-10-30'],
    ['on the Monday after that', '2026-11-02T21:30:00Z', '2026-11-02'],
  ])('covers the day’s session %s', async (_, at, sessionDate) => {
    expect(await order(at)).toMatchObject({ statusCode: 200, sessionDate, skipped: null });
    expect(await orderedSession()).toBe(sessionDate);
  });

  it('covers the session before when it is forced on a holiday', async () => {
    expect(await order('2026-12-25T21:30:00Z', { force: true })).toMatchObject({
      sessionDate: '2026-12-24',
      skipped: null,
    });
    expect(await orderedSession()).toBe('2026-12-24');
  });
});
