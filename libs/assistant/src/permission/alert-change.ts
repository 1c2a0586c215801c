import { defaultCooldownMinutes, type AlertDirection, type AlertKind } from '@marketscope/contracts';
import type { Change } from './change.ts';

export type AlertChange = Extract<Change, { kind: 'create-alert' }>;

/** The change that an alert's making is, with what goes without saying said: so that two that are the same look the same. */
export function changeOf(wanted: {
  symbol: string;
  kind?: AlertKind | undefined;
  direction: AlertDirection;
  threshold?: number | undefined;
  basePrice?: number | null | undefined;
  repeat?: boolean | undefined;
  cooldownMinutes?: number | null | undefined;
  expiresOn?: string | null | undefined;
  note?: string | null | undefined;
}): AlertChange {
  const { kind = 'price', threshold = 0, basePrice = null, repeat = false, cooldownMinutes } = wanted;
  return {
    kind: 'create-alert',
    symbol: wanted.symbol,
    alertKind: kind,
    direction: wanted.direction,
    threshold,
    basePrice,
    repeat,
    cooldownMinutes: repeat ? (cooldownMinutes ?? defaultCooldownMinutes(kind)) : null,
    expiresOn: wanted.expiresOn ?? null,
    note: wanted.note ?? null,
  };
}
