import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTopology, workspace } from '../workspace.ts';
import { billPage } from './bill-page.ts';
import { monthlyBill, total, type BillLine } from './bill.ts';
import { readEnvironmentShape } from './environment-shape.ts';
import { lookedUp, prices, type Price } from './prices.ts';
import { runsPerDay } from './schedule-runs.ts';

const topology = await readTopology();
const prod = await readEnvironmentShape(workspace, 'prod');
const none = { users: 0, questions: 0 };
const bill = (users: number, questions: number): BillLine[] =>
  monthlyBill(topology, prod, { users, questions });
const cost = (users: number, questions: number): number => total(bill(users, questions));
const usage = fc.record({ users: fc.nat(100_000), questions: fc.nat(2_000_000) });

describe('the bill', () => {
  it('is what is fixed when nobody uses it', () => {
    const fixed = bill(0, 0);
    expect(total(fixed)).toBeGreaterThan(0);
    // Nothing of it is of people: no page, no request, no row.
    expect(fixed.map(({ part }) => part)).not.toContain('edge');
    expect(fixed.map(({ part }) => part)).not.toContain('tables');
    expect(fixed.filter(({ part }) => part === 'chat-api').map(({ price }) => price)).toEqual(['secretCall']);
  });

  it('grows in proportion to usage above that', () => {
    fc.assert(
      fc.property(usage, fc.integer({ min: 2, max: 20 }), ({ users, questions }, times) => {
        const above = (factor: number) => cost(users * factor, questions * factor) - cost(0, 0);
        expect(above(times)).toBeCloseTo(times * above(1), 4);
      }),
    );
  });

  it('is never less for more', () => {
    fc.assert(
      fc.property(usage, usage, (some, more) => {
        const [users, questions] = [some.users + more.users, some.questions + more.questions];
        expect(cost(users, questions)).toBeGreaterThanOrEqual(cost(some.users, some.questions));
      }),
    );
  });

  it('is made of lines that are quantity times price', () => {
    for (const { price, quantity, usd } of bill(1000, 20_000)) {
      expect(usd).toBeCloseTo(quantity * prices[price].usd, 10);
      expect(quantity).toBeGreaterThan(0);
    }
  });

  it('has a line for every service of the topology', () => {
    const parts = new Set(bill(1000, 20_000).map(({ part }) => part));
    for (const service of Object.keys(topology.services)) expect(parts).toContain(service);
  });

  it('follows the topology: a secret, a queue and an architecture change it', () => {
    const changed = (change: (draft: typeof topology) => void): number => {
      const draft = structuredClone(topology);
      change(draft);
      return total(monthlyBill(draft, prod, { users: 1000, questions: 20_000 })) - cost(1000, 20_000);
    };
    const secret = changed((draft) => {
      draft.secrets['one-more'] = { description: 'd', origin: 'given' };
    });
    expect(secret).toBeCloseTo(prices.secret.usd, 6);
    const source = changed((draft) =>
      draft.services['secret-rotator']?.sources.push({
        queue: 'q',
        batchSize: 1,
        batchWindowSeconds: 0,
        maximumConcurrency: 2,
      }),
    );
    expect(source).toBeGreaterThan(0.2);
    const onArm = changed((draft) => {
      const service = draft.services['chat-api'];
      if (service) service.architecture = 'arm64';
    });
    expect(onArm).toBeLessThanOrEqual(0);
    expect(() =>
      changed((draft) => {
        const service = draft.services['chat-api'];
        if (service) draft.services['unknown'] = service;
      }),
    ).toThrow('how much unknown does is not estimated');
  });

  it('is no less in prod than in dev', async () => {
    const dev = total(
      monthlyBill(topology, await readEnvironmentShape(workspace, 'dev'), { users: 1000, questions: 20_000 }),
    );
    expect(cost(1000, 20_000)).toBeGreaterThanOrEqual(dev);
  });

  it('tells the total, every price with its date and source, and what it assumes', () => {
    const page = billPage(
      'prod',
      { users: 1000, questions: 20_000 },
      monthlyBill(topology, prod, none),
      bill(1000, 20_000),
    );
    expect(page).toContain(`1,000 people, 20,000 questions: US$ ${cost(1000, 20_000).toFixed(2)}`);
    expect(page).toMatch(/0\.000000625 +DynamoDB write unit +2025-07 +https:/);
    expect(page).toMatch(/0\.1 +CloudWatch alarmed metric-month +not read +see https:\/\/aws\.amazon\.com\//);
    expect(page).toContain('It assumes:');
  });
});

it.each(Object.entries<Price>(prices))(
  '%s names AWS’s page, and where it was read if it was',
  (_name, { usd, page, read }) => {
    expect(usd).toBeGreaterThan(0);
    expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//);
    if (!read) return;
    expect(read.at).toMatch(/^https:\/\//);
    expect(read.dated ?? '2026').toMatch(/^20\d\d(-(0[1-9]|1[0-2]))?$/);
    expect((read.dated ?? '') < lookedUp).toBe(true);
  },
);

describe('how often a schedule fires on a day', () => {
  it.each([
    ['cron(30 16 ? * MON-FRI *)', 1],
    ['cron(0/15 9-16 ? * MON-FRI *)', 32],
    ['cron(* * ? * * *)', 1440],
    ['cron(5,35 8 ? * * *)', 2],
    ['cron(10-20/5 8 ? * * *)', 3],
  ])('%s: %i', (expression, times) => expect(runsPerDay(expression)).toBe(times));

  it('is not guessed', () => {
    expect(() => runsPerDay('rate(5 minutes)')).toThrow('not a cron expression');
    expect(() => runsPerDay('cron(a b ? * * *)')).toThrow('not a cron field');
  });
});
