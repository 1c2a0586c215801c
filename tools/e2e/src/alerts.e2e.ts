import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { npmRun } from './support/commands.ts';
import { TOLD_MS } from './support/patience.ts';
import { mailTo, register, type Person } from './support/person.ts';

/** Recorded days within which some price falls and rises again. */
const MOST_UPDATES = 15;

/** What of a person's mail and inbox tells of an alert. */
async function toldOfAlerts(person: Person) {
  const mail = (await mailTo(person.email)).filter(({ subject }) => /alert|above|below/i.test(subject));
  const inbox = (await person.inbox()).items.filter(({ kind }) => kind === 'price-alert');
  return { mail, inbox };
}

describe('an alert just above the price and one just below', () => {
  let person: Person;
  let update: string;

  beforeAll(async () => {
    person = await register();
    const { price } = await person.quote('AAPL');
    const answer = await person.ask(`Alert me when AAPL goes above ${(price + 0.01).toFixed(2)}`);
    expect(answer.toolCalls.map(({ name }) => name)).toEqual(['create_alert']);
    await person.makeAlert({
      symbol: 'AAPL',
      direction: 'below',
      threshold: Number((price - 0.01).toFixed(2)),
    });
    expect((await person.alerts()).map(({ state }) => state)).toEqual(['armed', 'armed']);
    update = await npmRun('update-now');
  });

  it('fires exactly one of them', async () => {
    await expect
      .poll(async () => (await person.alerts()).map(({ state }) => state).toSorted(), { timeout: TOLD_MS })
      .toEqual(['armed', 'triggered']);
    await expect.poll(async () => (await toldOfAlerts(person)).inbox.length, { timeout: TOLD_MS }).toBe(1);
    await expect.poll(async () => (await toldOfAlerts(person)).mail.length, { timeout: TOLD_MS }).toBe(1);
    const { mail, inbox } = await toldOfAlerts(person);
    const { price } = await person.quote('AAPL');
    expect(mail[0]?.text).toContain(price.toFixed(2));
    expect(inbox[0]?.title).toContain('AAPL');
  });

  it('is told once, however often the same batch is run', async () => {
    const runId = /daily-[\w.:-]+|[0-9A-Z]{26}/.exec(update)?.[0];
    const folder = await mkdtemp(path.join(tmpdir(), 'batch-'));
    try {
      const quote = await person.quote('AAPL');
      const batch = {
        runId,
        batch: 0,
        batches: 1,
        trigger: 'daily',
        sessionDate: quote.asOf.slice(0, 10),
        startedAt: new Date().toISOString(),
        symbols: ['AAPL'],
        correlationId: runId,
      };
      const file = path.join(folder, 'batch.json');
      const record = {
        messageId: 'again',
        receiptHandle: 'again',
        body: JSON.stringify(batch),
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '0',
          SenderId: '',
          ApproximateFirstReceiveTimestamp: '0',
        },
        messageAttributes: {},
        md5OfBody: '',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:marketscope-local-market-updates',
        awsRegion: 'us-east-1',
      };
      await writeFile(file, JSON.stringify({ Records: [record] }));
      const before = { alerts: await person.alerts(), ...(await toldOfAlerts(person)) };
      for (let time = 0; time < 3; time++)
        expect(await npmRun('event', 'stock-updater', file)).toContain('"batchItemFailures": []');

      // A marker that goes the same way shows that whatever the batches caused has been dealt with.
      const witness = await register();
      await expect.poll(async () => (await mailTo(witness.email)).length, { timeout: TOLD_MS }).toBe(1);
      expect({ alerts: await person.alerts(), ...(await toldOfAlerts(person)) }).toEqual(before);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('is told of its day in one summary', async () => {
    // The day before may still be being told when somebody registers.
    const [, day = ''] = /"sessionDate":"([\d-]+)"/.exec(update) ?? [];
    const told = async () =>
      (await person.inbox()).items.filter(
        ({ kind, body }) =>
          kind === 'daily-summary' &&
          day === new Date(`${/Close of (.*)\./.exec(body)?.[1]} UTC`).toISOString().slice(0, 10),
      ).length;
    await expect.poll(told, { timeout: TOLD_MS }).toBe(1);
  });
});

describe('an alert that is already true when it is made', () => {
  const symbols = ['AAPL', 'MSFT', 'NVDA', 'AMZN', 'GOOG', 'TSLA', 'IBM', 'JPM', '^GSPC'];
  /** Never falls to the threshold that is set for it. */
  const unmoved = '^GSPC';
  const seen = new Map<string, { threshold: number; closes: number[] }>();
  let person: Person;

  /** What an alert has to be by now, by the closes that were seen since it was made. */
  const expectedState = (symbol: string): string => {
    const { threshold = 0, closes = [] } = seen.get(symbol) ?? {};
    const firstFalse = closes.findIndex((close) => close < threshold);
    if (firstFalse === -1) return 'waiting';
    return closes.slice(firstFalse).some((close) => close >= threshold) ? 'triggered' : 'armed';
  };
  const expectedStates = (): string[] => symbols.map(expectedState);

  beforeAll(async () => {
    person = await register();
    for (const symbol of symbols) {
      const { price } = await person.quote(symbol);
      const threshold = symbol === unmoved ? price / 2 : price;
      const alert = await person.makeAlert({ symbol, direction: 'above', threshold });
      expect(alert.state).toBe('waiting');
      seen.set(symbol, { threshold, closes: [] });
    }
    // What the recorded days do depends on how many of them other scenarios have been through.
    for (let update = 0; update < MOST_UPDATES && !expectedStates().includes('triggered'); update++) {
      const [, day] = /"sessionDate":"([\d-]+)"/.exec(await npmRun('update-now')) ?? [];
      for (const symbol of symbols) {
        // For a second after an update, the API may still give the quote that it had at hand.
        const quote = await vi.waitFor(async () => {
          const current = await person.quote(symbol);
          expect(current.asOf).toMatch(String(day));
          return current;
        }, TOLD_MS);
        seen.get(symbol)?.closes.push(quote.price);
      }
    }
  });
  afterAll(() => seen.clear());

  it('says that it waits', async () => {
    const { price } = await person.quote('AAPL');
    const answer = await person.ask(`Alert me when AAPL goes above ${(price - 1).toFixed(2)}`);
    expect(answer.answer).toMatch(/already|wait/i);
    const [newest] = await person.alerts();
    expect(newest?.state).toBe('waiting');
    await person.request('DELETE', `/api/alerts/${newest?.id}`);
  });

  it('fires only after it was seen false', async () => {
    const expected = symbols.map((symbol) => [symbol, expectedState(symbol)]);
    // Without these the scenario would show nothing.
    expect(expectedStates()).toContain('triggered');
    expect(expectedState(unmoved)).toBe('waiting');

    const states = async () => (await person.alerts()).map(({ symbol, state }) => [symbol, state]).toSorted();
    await expect.poll(states, { timeout: TOLD_MS }).toEqual(expected.toSorted());
    const triggered = expected.filter(([, state]) => state === 'triggered').length;
    await expect
      .poll(async () => (await toldOfAlerts(person)).inbox.length, { timeout: TOLD_MS })
      .toBe(triggered);
    await expect
      .poll(async () => (await toldOfAlerts(person)).mail.length, { timeout: TOLD_MS })
      .toBe(triggered);
  });
});
