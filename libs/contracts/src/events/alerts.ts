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
      /** The value that was seen, in the unit of the kind; null in events of publishers that knew prices alone. */
      value: z.number().nullable().default(null),
      /** What `base-percent` is measured from. */
      basePrice: z.number().positive().nullable().default(null),
      /** Whether it arms again, after so many minutes of rest. */
      repeat: z.boolean().default(false),
      cooldownMinutes: z.number().int().nullable().default(null),
      price: z.number().positive(),
      currency,
      /** In percent since the previous close. */
      changePercent: z.number().nullable().default(null),
      /** Shares traded in the session so far. */
      volume: z.number().nonnegative().nullable().default(null),
      /** Means of the last 50 and 200 closes, in `currency`. */
      average50: z.number().positive().nullable().default(null),
      average200: z.number().positive().nullable().default(null),
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
