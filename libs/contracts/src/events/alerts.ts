import { z } from 'zod';
import { alertDirection, alertKind } from '../alert.ts';
import { currency, instant, priceSource, sessionDate, symbol } from '../market.ts';
import { screenRow } from '../screen.ts';
import { eventSchema } from './envelope.ts';

/** Symbols that the news of a filter names at the most. */
export const MAX_ENTRANT_MATCHES = 20;

const screenMatch = screenRow.pick({
  symbol: true,
  name: true,
  close: true,
  currency: true,
  source: true,
  changePercent: true,
  drawdownPercent: true,
  volumeRatio: true,
  rsi14: true,
});

export const alerts = {
  /** id: `<alertId>#<armGeneration>`, the crossing that it tells of. */
  'alert.triggered.v1': eventSchema(
    'alert.triggered.v1',
    z.object({
      alertId: z.string(),
      userId: z.string(),
      symbol,
      kind: alertKind,
      direction: alertDirection,
      threshold: z.number(),
      note: z.string().nullable(),
      price: z.number().positive(),
      currency,
      asOf: instant,
      source: priceSource,
    }),
  ),
  /** id: `<filterId>#<date>`: a person is told once of a filter and a day. */
  'screen.entrant.v1': eventSchema(
    'screen.entrant.v1',
    z.object({
      userId: z.string(),
      filterId: z.string(),
      filterName: z.string(),
      /** What the filter says, in plain words. */
      description: z.string(),
      date: sessionDate,
      /** Symbols that match now and did not in the screen before. */
      matchCount: z.number().int().positive(),
      /** The first of them, farthest below their 52-week high first. */
      matches: z.array(screenMatch).min(1).max(MAX_ENTRANT_MATCHES),
    }),
  ),
};
