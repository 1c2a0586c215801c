import { updateOrder, updatePlan } from '@marketscope/contracts';
import { defaultUniverse } from '@marketscope/domain';
import { sampleStoredAlert } from '@marketscope/domain/fixtures';
import { expect, it, vi } from 'vitest';
import { testMarket } from '../testing/test-market.ts';
import { planUpdate } from './planner.ts';

const scheduled = updateOrder.parse({ trigger: 'daily', scheduledTime: '2026-11-20T21:30:00Z' });
const byHand = updateOrder.parse({});

it('orders the universe with all that people watch or have alerts on, each once', async () => {
  const { ports, sent } = testMarket({ universe: ['^GSPC', 'MSFT'] });
  ports.watchlists.symbols = async () => new Set(['MSFT', 'TSLA']);
  await ports.alerts.create(sampleStoredAlert());
  await ports.alerts.create(sampleStoredAlert({ id: '02ALERT', symbol: 'TSLA' }));

  expect(updatePlan.parse(await planUpdate(scheduled, ports))).toEqual({
    statusCode: 200,
    runId: 'daily-2026-11-20T21:30:00.000Z',
    sessionDate: '2009-06-02',
    symbols: 4,
    batches: 1,
    skipped: null,
  });
  expect(sent).toEqual([
    {
      runId: 'daily-2026-11-20T21:30:00.000Z',
      batch: 0,
      batches: 1,
      trigger: 'daily',
      sessionDate: '2009-06-02',
      startedAt: '2026-11-20T21:30:00.000Z',
      symbols: ['AAPL', 'MSFT', 'TSLA', '^GSPC'],
      correlationId: 'daily-2026-11-20T21:30:00.000Z',
    },
  ]);
});

it('covers the default universe while the universe is empty', async () => {
  const { ports, sent } = testMarket();
  await planUpdate(byHand, ports);
  expect(new Set(sent.flatMap(({ symbols }) => symbols))).toEqual(new Set(defaultUniverse));
});

it.each([
  [100, [100, 100, 50]],
  [30, [90, 90, 70]],
  [1, [100, 100, 50]],
  [1000, [100, 100, 50]],
])(
  'splits symbols into batches for a provider that takes %i a call, each symbol once',
  async (batchSize, sizes) => {
    const universe = Array.from({ length: 250 }, (_, n) => `S${n}`);
    const { ports, sent } = testMarket({ universe });
    ports.provider = { ...ports.provider, batchSize };
    expect(await planUpdate(byHand, ports)).toMatchObject({ symbols: 250, batches: sizes.length });
    expect(sent.map(({ batch, batches }) => [batch, batches])).toEqual(
      sizes.map((_, n) => [n, sizes.length]),
    );
    expect(sent.map(({ symbols }) => symbols.length)).toEqual(sizes);
    expect(sent.flatMap(({ symbols }) => symbols).toSorted()).toEqual(universe.toSorted());
  },
);

it('covers the list that operators keep, once it has changed, and names what is no symbol', async () => {
  const { ports, sent, lines } = testMarket({ universe: ['HAND'] });
  let list = '# ours\nAAPL\nApple Inc.\nMSFT\n';
  ports.artifacts.text = async (key) => (key === 'universe/symbols.txt' ? list : undefined);
  const replaceListed = vi.spyOn(ports.universe, 'replaceListed');
  await planUpdate(byHand, ports);
  expect(sent.at(-1)?.symbols).toEqual(['AAPL', 'HAND', 'MSFT']);
  expect(lines.filter(({ level }) => level === 'warn')).toMatchObject([
    { unreadable: 1, lines: [{ line: 3, text: 'Apple Inc.' }] },
  ]);
  await planUpdate(byHand, ports);
  expect(replaceListed).toHaveBeenCalledTimes(1);
  list = 'IBM';
  await planUpdate(byHand, ports);
  expect(sent.at(-1)?.symbols).toEqual(['HAND', 'IBM']);
});

it.each([
  ['is empty', async () => '# nothing\n'],
  ['holds no symbol', async () => '<html>Access denied</html>'],
  ['is gone', async () => undefined],
  [
    'can’t be read',
    async () => {
      throw new Error('S3 is away');
    },
  ],
])('keeps the universe when its list %s', async (_, text) => {
  const { ports, sent } = testMarket();
  ports.artifacts.text = async () => 'AAPL\nMSFT';
  await planUpdate(byHand, ports);
  ports.artifacts.text = text;
  await planUpdate(byHand, ports);
  expect(sent.at(-1)?.symbols).toEqual(['AAPL', 'MSFT']);
});

it('does nothing when there is no session, and says why', async () => {
  const { ports, sent } = testMarket({
    timeline: async () => ({ skipped: '2026-11-26 has no trading session in New York' }),
  });
  expect(await planUpdate(byHand, ports)).toEqual({
    statusCode: 200,
    runId: null,
    sessionDate: null,
    symbols: 0,
    batches: 0,
    skipped: '2026-11-26 has no trading session in New York',
  });
  expect(sent).toEqual([]);
});

it('orders the same run and the same batches when the scheduler asks again', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const sessionFor = vi.spyOn(ports.timeline, 'sessionFor');
  const plan = await planUpdate(scheduled, ports);
  ports.watchlists.symbols = async () => new Set(['WATCHED-SINCE']);
  expect(await planUpdate(scheduled, ports)).toEqual(plan);
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  expect(sessionFor).toHaveBeenCalledTimes(1);
});

it('sends nothing more for a run whose end was told', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const plan = await planUpdate(scheduled, ports);
  await ports.runs.markPublished(plan.runId ?? '', 'completed', new Date());
  expect(await planUpdate(scheduled, ports)).toEqual(plan);
  expect(sent).toHaveLength(1);
});

it('fails when its batches can’t be sent, and sends them when it is asked again', async () => {
  const { ports, sent } = testMarket({ universe: ['AAPL'] });
  const send = vi.spyOn(ports.batches, 'send').mockRejectedValueOnce(new Error('SQS is away'));
  await expect(planUpdate(scheduled, ports)).rejects.toThrow('SQS is away');
  expect(sent).toEqual([]);
  await planUpdate(scheduled, ports);
  expect(send).toHaveBeenCalledTimes(2);
  expect(sent).toHaveLength(1);
});

it('goes on where it died while it sent batches', async () => {
  const universe = Array.from({ length: 12_000 }, (_, n) => `S${n}`);
  const { ports, sent } = testMarket({ universe });
  const { send } = ports.batches;
  vi.spyOn(ports.batches, 'send')
    .mockImplementationOnce(send)
    .mockRejectedValueOnce(new Error('SQS is away'));
  await expect(planUpdate(scheduled, ports)).rejects.toThrow('SQS is away');
  expect(sent).toHaveLength(50);
  ports.watchlists.symbols = async () => new Set(['WATCHED-SINCE']);
  await planUpdate(scheduled, ports);
  expect(sent.map(({ batch }) => batch)).toEqual(Array.from({ length: 120 }, (_, batch) => batch));
  expect(sent.flatMap(({ symbols }) => symbols).toSorted()).toEqual(universe.toSorted());
});

it('sends what is not done once more when it is asked for a run again', async () => {
  const { ports, sent } = testMarket({ universe: Array.from({ length: 250 }, (_, n) => `S${n}`) });
  const { runId } = await planUpdate(scheduled, ports);
  const outcome = { finishedAt: '2026-11-20T21:30:05.000Z', lost: false, failed: [], prices: [] };
  await ports.runs.finishBatch(runId ?? '', { batch: 1, ...outcome });
  await planUpdate(scheduled, ports);
  expect(sent.map(({ batch }) => batch)).toEqual([0, 1, 2, 0, 2]);
});

it('makes one run of the same order given twice at once', async () => {
  const { ports, sent } = testMarket({ universe: Array.from({ length: 250 }, (_, n) => `S${n}`) });
  const [one, other] = await Promise.all([planUpdate(scheduled, ports), planUpdate(scheduled, ports)]);
  expect(one).toEqual(other);
  expect(new Set(sent.map((batch) => JSON.stringify(batch))).size).toBe(3);
});

it('gives every order by hand a run of its own', async () => {
  const { ports } = testMarket({ universe: ['AAPL'] });
  const first = await planUpdate(byHand, ports);
  const second = await planUpdate(byHand, ports);
  expect(first.runId).not.toBe(second.runId);
});
