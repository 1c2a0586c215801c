import type { Quote } from '@marketscope/contracts';
import { sampleCandle } from '@marketscope/contracts/fixtures';
import { MarketDataError, type QuoteOutcome } from '@marketscope/domain';
import { createFakeQuoteStore } from '@marketscope/testing';
import { describe, expect, it } from 'vitest';
import { aQuote, priced, scriptedProvider } from '../testing/scripted-provider.ts';
import { validated } from './against-last-known.ts';

const thursday = '2025-02-13T21:00:00.000Z';
const friday = '2025-02-14T21:00:00.000Z';
const tuesday = '2025-02-18T21:00:00.000Z';
const evening = new Date('2025-02-18T22:00:00Z');

/** What becomes of an answer about AAPL, with this known of it and this in the provider's history. */
async function outcomeOf(
  answer: QuoteOutcome,
  { known, closes = {} }: { known?: Partial<Quote>; closes?: Record<string, number> } = {},
): Promise<QuoteOutcome | undefined> {
  const quotes = createFakeQuoteStore();
  if (known) await quotes.putIfNewer(aQuote('AAPL', known));
  const { provider, history } = scriptedProvider('Yahoo', () => answer);
  history.mockImplementation(async (symbol, { from }) => {
    const close = closes[from];
    if (close === undefined) throw new MarketDataError('provider-unavailable', 'no history now');
    return { symbol, currency: 'USD', source: 'yahoo', candles: [sampleCandle({ date: from, close })] };
  });
  return (await validated(provider, { quotes, clock: () => evening }).quotes(['AAPL'])).get('AAPL');
}

const failure = (reason: string) => ({ ok: false, failure: { symbol: 'AAPL', reason } });

describe('without a last known price', () => {
  it('a price passes', async () => {
    expect(await outcomeOf(priced('AAPL'))).toEqual(priced('AAPL'));
  });

  it('a failure stays what it is', async () => {
    const down: QuoteOutcome = {
      ok: false,
      failure: { symbol: 'AAPL', reason: 'provider-unavailable', detail: 'down' },
    };
    expect(await outcomeOf(down)).toEqual(down);
  });

  it.each([0, -3, Number.NaN, Number.POSITIVE_INFINITY])('a price of %d is none', async (price) => {
    expect(await outcomeOf(priced('AAPL', { price }))).toMatchObject(failure('implausible-price'));
  });

  it('a price of another symbol is none', async () => {
    expect(await outcomeOf(priced('MSFT'))).toMatchObject(failure('wrong-symbol'));
  });

  it('a price to come is none', async () => {
    expect(await outcomeOf(priced('AAPL', { asOf: '2025-02-18T22:06:00.000Z' }))).toMatchObject(
      failure('out-of-order'),
    );
  });
});

describe('against the last known price', () => {
  it('a newer price passes, and the same one again', async () => {
    for (const asOf of [friday, tuesday])
      expect(await outcomeOf(priced('AAPL', { asOf }), { known: { asOf: friday } })).toMatchObject({
        ok: true,
      });
  });

  it('one in another currency is none', async () => {
    expect(
      await outcomeOf(priced('AAPL', { currency: 'EUR', asOf: tuesday }), { known: { asOf: friday } }),
    ).toMatchObject(failure('currency-changed'));
  });

  it('one that goes back in time is none', async () => {
    expect(await outcomeOf(priced('AAPL', { asOf: thursday }), { known: { asOf: friday } })).toMatchObject(
      failure('out-of-order'),
    );
    expect(
      await outcomeOf(priced('AAPL', { asOf: '2025-02-14T20:59:59.000Z' }), { known: { asOf: friday } }),
    ).toMatchObject(failure('out-of-order'));
  });

  it('another provider’s of the same session may be some minutes older, not of a session before', async () => {
    const known = { asOf: friday, source: 'alpaca' } as const;
    expect(await outcomeOf(priced('AAPL', { asOf: '2025-02-14T20:45:00.000Z' }), { known })).toMatchObject({
      ok: true,
    });
    for (const asOf of ['2025-02-14T20:30:00.000Z', thursday])
      expect(await outcomeOf(priced('AAPL', { asOf }), { known })).toMatchObject(failure('out-of-order'));
  });

  it('prices of the recorded market say nothing of the live one', async () => {
    expect(
      await outcomeOf(priced('AAPL', { asOf: friday }), {
        known: { asOf: tuesday, source: 'replay', currency: 'EUR' },
      }),
    ).toMatchObject({ ok: true });
  });

  it.each([75, 130, 40, 260])('a move from 100 to %d, which no split explains, passes', async (price) => {
    expect(
      await outcomeOf(priced('AAPL', { price, asOf: tuesday }), { known: { asOf: friday } }),
    ).toMatchObject({
      ok: true,
      quote: { price },
    });
  });
});

describe('a jump that a split explains', () => {
  const halved = (more: Partial<Quote> = {}) => priced('AAPL', { price: 50.5, asOf: tuesday, ...more });

  it.each([
    ['2 for 1', 50.5, 50, 2],
    ['3 for 2', 66, 66.67, 1.5],
    ['3 for 1', 33.1, 33.33, 3],
    ['4 for 1', 25.5, 25, 4],
    ['5 for 1', 20.2, 20, 5],
    ['10 for 1', 9.8, 10, 10],
    ['20 for 1', 5.1, 5, 20],
    ['1 for 10', 980, 1000, 0.1],
    ['1 for 2', 204, 200, 0.5],
  ])(
    'is a split of %s when the provider’s previous close was divided too',
    async (_, price, previousClose, ratio) => {
      const outcome = await outcomeOf(priced('AAPL', { price, previousClose, asOf: tuesday }), {
        known: { asOf: friday },
      });
      expect(outcome).toMatchObject({ ok: true, quote: { price, previousClose } });
      expect(outcome?.ok === true ? outcome.split?.ratio : undefined).toBeCloseTo(ratio, 10);
    },
  );

  it('is a split when the provider’s history was divided, though its previous close was not; the change is told since then', async () => {
    const outcome = await outcomeOf(halved({ previousClose: 100, change: -49.5, changePercent: -49.5 }), {
      known: { asOf: friday },
      closes: { '2025-02-14': 50 },
    });
    expect(outcome).toMatchObject({
      ok: true,
      split: { ratio: 2, date: '2025-02-15' },
      quote: { price: 50.5, previousClose: 50, change: 0.5, changePercent: 1 },
    });
  });

  it.each([
    ['gives no previous close and no history', null, {}],
    ['still gives the close from before', 100, { '2025-02-14': 100 }],
    ['gives a close that is neither', 80, { '2025-02-14': 80 }],
  ])('is suspected while the provider %s', async (_, previousClose, closes) => {
    expect(await outcomeOf(halved({ previousClose }), { known: { asOf: friday }, closes })).toMatchObject({
      ...failure('split-suspected'),
      failure: { reason: 'split-suspected', detail: expect.stringContaining('2 for 1') },
    });
  });

  it('is a fall after all when a session later the history still says what was known', async () => {
    const outcome = await outcomeOf(halved({ previousClose: 50 }), {
      known: { asOf: thursday },
      closes: { '2025-02-13': 100 },
    });
    expect(outcome).toMatchObject({ ok: true, quote: { price: 50.5 } });
    expect(outcome).not.toHaveProperty('split');
  });

  it('is a split of some sessions ago when the history was divided', async () => {
    expect(
      await outcomeOf(halved({ previousClose: 50 }), {
        known: { asOf: thursday },
        closes: { '2025-02-13': 50 },
      }),
    ).toMatchObject({ ok: true, split: { ratio: 2, date: '2025-02-14' } });
  });

  it('is no split within a session', async () => {
    const outcome = await outcomeOf(halved(), { known: { asOf: '2025-02-18T15:00:00.000Z' } });
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome).not.toHaveProperty('split');
  });
});
