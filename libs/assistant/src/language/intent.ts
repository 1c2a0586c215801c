import type { AlertDirection } from '@marketscope/contracts';
import type { Period } from './period.ts';
import type { Subject } from './subject.ts';

/** A price that a person wants to be told of. `either`: at that price, from whichever side it comes. */
export interface WantedAlert {
  subject: Subject;
  direction: AlertDirection | 'either';
  threshold: number;
}

/** What keeps a wish for an alert from being one. */
export type MissingInAlert = 'company' | 'price' | 'direction' | 'price-not-percent';

/** Which alerts a person wants deleted. */
export interface UnwantedAlerts {
  id: string | undefined;
  subjects: Subject[];
  threshold: number | undefined;
  /** Whether all that fit are meant, and not just one. */
  all: boolean;
}

/** What people ask for that isn't there to be had. */
export type UnsupportedTopic =
  'advice' | 'documents' | 'filings' | 'news' | 'removing-from-watchlist' | 'screening' | 'trading';

/** One thing that a message asks for. */
export type Intent =
  | { kind: 'quote'; subjects: Subject[] }
  | { kind: 'history'; subjects: Subject[]; period: Period }
  | { kind: 'compare'; subjects: Subject[]; period: Period | undefined }
  | { kind: 'search'; subjects: Subject[] }
  | { kind: 'list-watchlist'; order: 'best-first' | 'worst-first' | undefined }
  | { kind: 'watch'; subjects: Subject[] }
  | { kind: 'create-alert'; alerts: WantedAlert[]; note: string | null }
  | { kind: 'unclear-alert'; missing: MissingInAlert[] }
  | { kind: 'list-alerts'; subjects: Subject[] }
  | { kind: 'delete-alert'; which: UnwantedAlerts }
  | { kind: 'confirm' }
  | { kind: 'decline' }
  | { kind: 'greet' }
  | { kind: 'thank' }
  | { kind: 'help' }
  | { kind: 'identify' }
  | { kind: 'unsupported'; topic: UnsupportedTopic }
  | { kind: 'unknown' };

/** Reads a clause for one family of intents; undefined when it holds none of them. */
export type ClauseReader = (clause: string, today: string) => Intent | undefined;
