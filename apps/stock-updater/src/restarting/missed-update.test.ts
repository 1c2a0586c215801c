import { topicEvent, invocationWith } from '@marketscope/testing';
import { describe, expect, it, vi } from 'vitest';
import { createStockUpdater } from '../app.ts';
import { testMarket } from '../testing/test-market.ts';
import { missedUpdateAlarm } from '../testing/missed-update-alarm.ts';

const runId = 'daily-2026-11-20T21:30:00.000Z';
const TIMEOUT_MS = 60_000;

/** The service a while after midnight UTC, when the alarm for Friday's update goes off. */
function setUp() {
  const market = testMarket({ universe: ['AAPL', 'MSFT'] });
  market.setTime('2026-11-21T00:05:10.000Z');
  const handler = createStockUpdater(market.ports);
  return {
    ...market,
    tell: async (alarm: object = missedUpdateAlarm()) =>
      handler(topicEvent('alarms', alarm), invocationWith(TIMEOUT_MS)),
    schedule: async () =>
      handler({ trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' }, invocationWith(TIMEOUT_MS)),
  };
}

describe('the alarm of a missed update', () => {
  it('starts the update that was due, under the id that the schedule would have given it', async () => {
    const { ports, tell, sent, lines } = setUp();
    const sessionFor = vi.spyOn(ports.timeline, 'sessionFor');
    await tell();
    expect(sent).toMatchObject([{ runId, batch: 0, symbols: ['AAPL', 'MSFT'] }]);
    expect(sessionFor.mock.lastCall?.[0]).toMatchObject({
      runId,
      trigger: 'daily',
      now: new Date('2026-11-20T21:30:00.000Z'),
      force: false,
    });
    expect(lines.at(-1)).toMatchObject({ level: 'warn', msg: 'missed update started again', runId });
  });

  it('orders the batches of a run that was planned and never ended, the same ones', async () => {
    const { schedule, tell, sent } = setUp();
    await schedule();
    await tell();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('starts an update again once, however often it goes off', async () => {
    const { tell, sent, setTime } = setUp();
    for (let time = 0; time < 3; time += 1) await tell();
    setTime('2026-11-21T06:00:00.000Z');
    await tell(missedUpdateAlarm({ StateChangeTime: '2026-11-21T06:00:00.000+0000' }));
    expect(sent).toHaveLength(1);
  });

  it('starts it once when it is told several times at once; those who come second ask again', async () => {
    const { tell, sent } = setUp();
    const told = await Promise.allSettled([tell(), tell(), tell()]);
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(sent).toHaveLength(1);
    await tell();
    expect(sent).toHaveLength(1);
  });

  it('loses no restart to a planner that fails: Lambda’s next try makes it', async () => {
    const { ports, tell, sent, setTime } = setUp();
    vi.spyOn(ports.batches, 'send').mockRejectedValueOnce(new Error('SQS is away'));
    await expect(tell()).rejects.toThrow('SQS is away');
    setTime('2026-11-21T00:06:10.000Z');
    await tell();
    expect(sent).toMatchObject([{ runId }]);
  });

  it('does no harm when it is planned and the mark is lost', async () => {
    const { ports, tell, sent, setTime } = setUp();
    vi.spyOn(ports.restarts, 'markDone').mockRejectedValueOnce(new Error('DynamoDB is away'));
    await expect(tell()).rejects.toThrow('DynamoDB is away');
    setTime('2026-11-21T00:06:10.000Z');
    await tell();
    await tell();
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
  });

  it('leaves an update alone that has ended meanwhile', async () => {
    const { ports, schedule, tell, sent, lines } = setUp();
    await schedule();
    await ports.runs.markPublished(runId, 'completed', new Date());
    await tell();
    expect(sent).toHaveLength(1);
    expect(lines.at(-1)).toMatchObject({ msg: 'missed update has ended meanwhile', runId });
  });
});

it.each([
  ['another alarm', { AlarmName: 'marketscope-test-api-latency' }],
  ['that of another environment', { AlarmName: 'marketscope-prod-update-missed' }],
  ['one that is over', { NewStateValue: 'OK', OldStateValue: 'ALARM' }],
  ['one that knows nothing', { NewStateValue: 'INSUFFICIENT_DATA' }],
])('ignores %s, with one line for whoever debugs', async (_, more) => {
  const { tell, sent, lines } = setUp();
  await tell(missedUpdateAlarm(more));
  expect(sent).toEqual([]);
  expect(lines).toMatchObject([{ level: 'debug', msg: 'alarm ignored' }]);
});

it('fails for what is no alarm', async () => {
  await expect(setUp().tell({ hello: 'world' })).rejects.toThrow('contract');
});
