import {
  alert,
  alertDirection,
  alertKind,
  alertPreview,
  alertRequest,
  quoteResponse,
  symbol,
  type Alert,
  type AlertPreview,
  type AlertRequest,
  type QuoteResponse,
} from '@marketscope/contracts';
import {
  addDays,
  AlertRefusal,
  conditionWords,
  MarketDataError,
  newYorkInstant,
  type MarketReader,
} from '@marketscope/domain';
import { z } from 'zod';
import { changeOf } from '../permission/alert-change.ts';
import { citationOf } from './get-quote.ts';
import { defineTool, ToolError, type ToolContext } from './tool.ts';

/** Firings of the past year that are told with their day. */
const MAX_FIRINGS = 3;

export const createAlertResult = z.object({
  alert,
  /** What it waits for, as it follows “TSLA is”. */
  condition: z.string(),
  /** False when the same alert was there already. */
  made: z.boolean(),
  /** Why it waits; null when it doesn't. */
  waitsBecause: z.enum(['already-true', 'value-unknown', 'has-fired']).nullable(),
  /** The present value of what it watches, in the unit of its kind; null when nobody can tell. */
  now: z.number().nullable(),
  /** The latest price. */
  quote: quoteResponse.nullable(),
  /** How often it would have fired, by daily closes; null when the symbol's history can't be had. */
  lastYear: alertPreview
    .pick({ wouldHaveFired: true, sessions: true, from: true, to: true })
    .extend({ latestFirings: alertPreview.shape.firings })
    .nullable(),
});
export type CreateAlertResult = z.infer<typeof createAlertResult>;

const input = z.strictObject({
  symbol,
  kind: alertKind
    .optional()
    .describe(
      'What is watched. price (the default): the price in its currency. change-percent: the change on the day. base-percent: the change from a base price. drawdown: the distance from the 52-week high. volume-ratio: the day’s volume as a multiple of its 20-day mean. average-cross: the 50-day average against the 200-day one.',
    ),
  direction: alertDirection.describe(
    'above: at or above the threshold; below: at or below it. A fall is below. drawdown is always below, volume-ratio always above; average-cross above is a golden cross, below a death cross.',
  ),
  threshold: z
    .number()
    .optional()
    .describe(
      'price: e.g. 200. change-percent, base-percent: in percent, negative for a fall: “falls 5%” is -5. drawdown: in percent below 0: “20% below its high” is -20. volume-ratio: a multiple, e.g. 2. average-cross: leave it out.',
    ),
  basePrice: z
    .number()
    .optional()
    .describe('Of base-percent alone: the price that it is measured from; the present one when left out'),
  repeat: z.boolean().optional().describe('true: fires each time; false (the default): once'),
  cooldownMinutes: z
    .number()
    .int()
    .optional()
    .describe(
      'Of a repeating alert alone: how long it rests after firing, 1 to 43200; when left out a day, or half of one for change-percent and volume-ratio',
    ),
  // A date that is none ends the check: no request can be made of it.
  expiresOn: z.iso
    .date({ abort: true })
    .refine((date) => date < '2100', { message: 'An alert ends before 2100', abort: true })
    .optional()
    .describe('YYYY-MM-DD by the calendar: the last day, in New York, on which it may fire'),
  note: z.string().trim().min(1).max(500).optional().describe('Only in the user’s own words'),
});
export type CreateAlertInput = z.output<typeof input>;

export const createAlert = defineTool({
  name: 'create_alert',
  description:
    'Makes an alert for the user, who is told when it comes true. One that is already true, or whose value is not known, waits, and arms when it has been seen false, or, of change-percent and volume-ratio, with the next session: `waitsBecause` says why. `lastYear` says how often it would have fired by daily closes. Give repeat, cooldownMinutes, expiresOn and note only when the user asks for them.',
  input: input.superRefine((given, context) => {
    if (given.threshold === undefined && given.kind !== 'average-cross')
      context.addIssue({ code: 'custom', path: ['threshold'], message: 'Give the threshold to wait for' });
    const request = alertRequest.safeParse(requestOf(given));
    for (const { path, message } of request.error?.issues ?? [])
      if (!(path[0] === 'threshold' && given.threshold === undefined))
        context.addIssue({ code: 'custom', path: [...path], message });
  }),
  result: createAlertResult,
  change: changeOf,
  async run(given, { alerts, market, userId }) {
    const { symbol: watched } = given;
    const { alert: made, made: isNew } = await created(given, { alerts, userId });
    const [quote, preview] = await Promise.all([
      quoteOrNull(market, watched),
      previewOrNull({ ...requestOf(given), basePrice: made.basePrice }, alerts),
    ]);
    return {
      result: {
        alert: made,
        condition: conditionWords(made),
        made: isNew,
        waitsBecause: whyItWaits(made, preview),
        now: preview?.now.value ?? null,
        quote,
        lastYear: preview && {
          wouldHaveFired: preview.wouldHaveFired,
          sessions: preview.sessions,
          from: preview.from,
          to: preview.to,
          latestFirings: preview.firings.slice(-MAX_FIRINGS),
        },
      },
      citations: [
        ...(quote ? [citationOf(quote)] : []),
        ...(quote && preview && preview.from !== null && preview.to !== null
          ? [
              {
                kind: 'history' as const,
                symbol: watched,
                source: quote.source,
                from: preview.from,
                to: preview.to,
              },
            ]
          : []),
      ],
    };
  },
});

function requestOf(given: CreateAlertInput): AlertRequest {
  const { kind = 'price', threshold = 0, basePrice = null, repeat = false, note = null } = given;
  const { cooldownMinutes = null, expiresOn } = given;
  return {
    symbol: given.symbol,
    kind,
    direction: given.direction,
    threshold,
    basePrice,
    repeat,
    cooldownMinutes,
    snoozedUntil: null,
    expiresAt: expiresOn === undefined ? null : endOf(expiresOn),
    note,
  };
}

/** The end of a day in New York. */
function endOf(date: string): string {
  return newYorkInstant(addDays(date, 1), 0).toISOString();
}

async function created(
  given: CreateAlertInput,
  { alerts, userId }: Pick<ToolContext, 'alerts' | 'userId'>,
): Promise<{ alert: Alert; made: boolean }> {
  try {
    return await alerts.create(userId, requestOf(given));
  } catch (error) {
    if (error instanceof AlertRefusal && error.code === 'alert-exists')
      throw new ToolError(
        'There is an alert for just this already, with another note, end or way to repeat. Delete that one first, or change it on the page of alerts.',
      );
    throw error;
  }
}

function whyItWaits({ state, lastTriggeredAt }: Alert, preview: AlertPreview | null) {
  if (state !== 'waiting') return null;
  if (lastTriggeredAt !== null) return 'has-fired' as const;
  return preview?.now.met === true ? ('already-true' as const) : ('value-unknown' as const);
}

async function quoteOrNull(market: MarketReader, wanted: string): Promise<QuoteResponse | null> {
  const { items } = await market.quotes([wanted]);
  return items[0] ?? null;
}

async function previewOrNull(
  request: AlertRequest,
  alerts: ToolContext['alerts'],
): Promise<AlertPreview | null> {
  try {
    return await alerts.preview(request);
  } catch (error) {
    if (error instanceof MarketDataError) return null;
    throw error;
  }
}
