import { symbol as symbolSchema, type SearchHit } from '@marketscope/contracts';
import { MarketDataError } from '@marketscope/domain';
import { z } from 'zod';
import { faults } from '../validation/answer-faults.ts';
import { symbolOfAlpaca } from './alpaca-symbols.ts';

/** What is read of an asset: https://docs.alpaca.markets/reference/get-v2-assets-1 */
const asset = z.object({ symbol: z.string(), name: z.string().nullish(), exchange: z.string().nullish() });

/**
 * Alpaca's assets as hits of a search; those whose symbols can't be written here are left out.
 * @throws MarketDataError `invalid-data`
 */
export function assetHits(answer: unknown): SearchHit[] {
  const read = z.array(z.unknown()).safeParse(answer);
  if (!read.success) throw new MarketDataError('invalid-data', `assets: ${faults(read.error)}`);
  return read.data.flatMap((entry): SearchHit[] => {
    const found = asset.safeParse(entry);
    if (!found.success) return [];
    const symbol = symbolSchema.safeParse(symbolOfAlpaca(found.data.symbol));
    if (!symbol.success) return [];
    const { name, exchange } = found.data;
    return [
      {
        symbol: symbol.data,
        name: name === undefined || name === null || name === '' ? symbol.data : name,
        exchange: exchange ?? null,
        source: 'alpaca',
      },
    ];
  });
}
