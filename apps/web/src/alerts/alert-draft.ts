import {
  alertRequest,
  directionsOf,
  type AlertDirection,
  type AlertKind,
  type AlertRequest,
} from '@marketscope/contracts';
import { kindWordings } from './alert-kinds.ts';
import { amountTyped, thresholdTyped } from './threshold.ts';

/** What the form holds, as typed. */
export interface AlertDraft {
  symbol: string;
  kind: AlertKind;
  direction: AlertDirection;
  threshold: string;
  basePrice: string;
  repeat: boolean;
  /** Null for as long as its kind rests when nothing is said. */
  cooldownMinutes: number | null;
  /** The last day on which it watches, `YYYY-MM-DD` on the person's own calendar; empty for no end. */
  lastDay: string;
  note: string;
}

/** The form's fields, in their order. */
export const alertFields = ['symbol', 'threshold', 'basePrice', 'lastDay', 'note'] as const;
export type AlertDraftErrors = Partial<Record<(typeof alertFields)[number], string | undefined>>;

export const emptyAlertDraft: AlertDraft = {
  symbol: '',
  kind: 'price',
  direction: 'below',
  threshold: '',
  basePrice: '',
  repeat: false,
  cooldownMinutes: null,
  lastDay: '',
  note: '',
};

/** What is told of a last day that is none. */
export const noLastDay = 'Choose a day that is not over';

/** The direction that a draft has: the only one, of a kind that has one. */
export function directionOf({ kind, direction }: Pick<AlertDraft, 'kind' | 'direction'>): AlertDirection {
  const directions = directionsOf(kind);
  return directions.includes(direction) ? direction : (directions[0] ?? direction);
}

/** The request that a draft makes, or what keeps it from being one, by field and in words. */
export function readAlertDraft(
  draft: AlertDraft,
  now: Date,
): { ok: true; request: AlertRequest } | { ok: false; errors: AlertDraftErrors } {
  const { kind, repeat } = draft;
  const direction = directionOf(draft);
  const expiresAt = endOfDay(draft.lastDay);
  const parsed = alertRequest.safeParse({
    symbol: draft.symbol,
    kind,
    direction,
    threshold: thresholdTyped(draft.threshold, { kind, direction }),
    basePrice: kind === 'base-percent' && draft.basePrice.trim() !== '' ? amountTyped(draft.basePrice) : null,
    repeat,
    cooldownMinutes: repeat ? draft.cooldownMinutes : null,
    expiresAt: expiresAt?.toISOString() ?? null,
    note: draft.note.trim() === '' ? null : draft.note,
  });
  const isNoEnd = draft.lastDay !== '' && (expiresAt === null || expiresAt <= now);
  if (parsed.success && !isNoEnd) return { ok: true, request: parsed.data };

  const wrong = new Set(parsed.error?.issues.map(({ path }) => path[0]));
  return {
    ok: false,
    errors: {
      ...(wrong.has('symbol') && { symbol: 'Enter a symbol, such as AAPL' }),
      ...(wrong.has('threshold') && { threshold: kindWordings[kind].threshold?.wanted }),
      ...(wrong.has('basePrice') && {
        basePrice: 'Enter a price above zero, or nothing for the present one',
      }),
      ...(isNoEnd && { lastDay: noLastDay }),
      ...(wrong.has('note') && { note: 'A note has at most 500 characters' }),
    },
  };
}

/** The last moment of a day on the person's own calendar; null for none, as in the year 20311 that somebody mistyped. */
export function endOfDay(date: string): Date | null {
  const end = new Date(`${date}T23:59:59.999`);
  return Number.isNaN(end.getTime()) ? null : end;
}
