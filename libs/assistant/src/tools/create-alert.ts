import { alert, alertDirection, quoteResponse, symbol, type QuoteResponse } from '@marketscope/contracts';
import { isMet, type MarketReader } from '@marketscope/domain';
import { z } from 'zod';
import { citationOf } from './get-quote.ts';
import { defineTool } from './tool.ts';

export const createAlertResult = z.object({
  alert,
  /** Why it waits; null when it is armed. */
  waitsBecause: z.enum(['already-true', 'price-unknown']).nullable(),
  /** The price that it was compared with. */
  quote: quoteResponse.nullable(),
});

export const createAlert = defineTool({
  name: 'create_alert',
  description:
    'Makes a price alert for the user: told once when the price is at or above, or at or below, the threshold. One that is already true waits, and arms when it has been seen false.',
  input: z.strictObject({
    symbol,
    direction: alertDirection.describe('above: at or above the threshold; below: at or below it'),
    threshold: z
      .number()
      .positive('A threshold is more than 0')
      .max(1e9, 'A threshold is at most 1,000,000,000')
      .describe('In the currency of the symbol'),
    note: z.string().trim().min(1).max(500).optional().describe('Only in the user’s own words'),
  }),
  result: createAlertResult,
  change: ({ symbol: watched, direction, threshold, note = null }) => ({
    kind: 'create-alert',
    symbol: watched,
    direction,
    threshold,
    note,
  }),
  async run({ symbol: watched, direction, threshold, note = null }, { alerts, market, userId }) {
    const { alert: made } = await alerts.create(userId, {
      symbol: watched,
      kind: 'price',
      direction,
      threshold,
      basePrice: null,
      repeat: false,
      cooldownMinutes: null,
      snoozedUntil: null,
      expiresAt: null,
      note,
    });
    const quote = await quoteOrNull(market, watched);
    const cause =
      quote !== null && isMet(made, quote.price) ? ('already-true' as const) : ('price-unknown' as const);
    return {
      result: {
        alert: made,
        waitsBecause: made.state === 'waiting' ? cause : null,
        quote,
      },
      citations: quote ? [citationOf(quote)] : [],
    };
  },
});

async function quoteOrNull(market: MarketReader, wanted: string): Promise<QuoteResponse | null> {
  const { items } = await market.quotes([wanted]);
  return items[0] ?? null;
}
