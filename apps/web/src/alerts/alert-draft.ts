import { alertRequest, type AlertDirection, type AlertRequest } from '@marketscope/contracts';

/** What the form holds, as typed. */
export interface AlertDraft {
  symbol: string;
  direction: AlertDirection;
  threshold: string;
  note: string;
}
export type AlertDraftErrors = Partial<Record<'symbol' | 'threshold' | 'note', string>>;

const messages: Required<AlertDraftErrors> = {
  symbol: 'Enter a symbol, such as AAPL',
  threshold: 'Enter a price above zero, such as 150 or 99.50',
  note: 'A note has at most 500 characters',
};

export const emptyAlertDraft: AlertDraft = { symbol: '', direction: 'below', threshold: '', note: '' };

/** The request that a draft makes, or what keeps it from being one, by field and in words. */
export function readAlertDraft(
  draft: AlertDraft,
): { ok: true; request: AlertRequest } | { ok: false; errors: AlertDraftErrors } {
  const parsed = alertRequest.safeParse({
    symbol: draft.symbol,
    kind: 'price',
    direction: draft.direction,
    threshold: priceTyped(draft.threshold),
    note: draft.note.trim() === '' ? null : draft.note,
  });
  if (parsed.success) return { ok: true, request: parsed.data };
  const wrong = new Set(parsed.error.issues.map(({ path }) => path[0]));
  const errors: AlertDraftErrors = {};
  for (const field of ['symbol', 'threshold', 'note'] as const) {
    if (wrong.has(field)) errors[field] = messages[field];
  }
  return { ok: false, errors };
}

/** `1,234.50` and `$150` are prices, too; anything that could be read two ways is not. */
function priceTyped(text: string): number {
  const plain = text.trim().replace(/^\$\s*/, '');
  return /^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain) ? Number(plain.replaceAll(',', '')) : Number.NaN;
}
