import { z } from 'zod';
import { alertDirection, alertKind } from '../alert.ts';
import { currency, instant, priceSource, sessionDate, symbol } from '../market.ts';
import { eventSchema } from './envelope.ts';

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
  'screen.entrant.v1': eventSchema(
    'screen.entrant.v1',
    z.object({
      userId: z.string(),
      filterId: z.string(),
      filterName: z.string(),
      date: sessionDate,
      symbols: z.array(symbol).min(1),
    }),
  ),
};
