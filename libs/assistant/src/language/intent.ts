import type { AlertDirection, AlertKind, ScreenSort } from '@marketscope/contracts';
import type { Period } from './period.ts';
import type { Subject } from './subject.ts';

/** What a person wants to be told of. `either`: at that price, from whichever side it comes. */
export interface WantedAlert {
  subject: Subject;
  kind: AlertKind;
  direction: AlertDirection | 'either';
  /** In the unit of the kind. */
  threshold: number;
  /** Of `base-percent` alone; null for the present price. */
  basePrice: number | null;
}

/** How often and until when a person wants to be told. */
export interface AlertTerms {
  repeat: boolean;
  /** Null when nothing was said of it. */
  cooldownMinutes: number | null;
  /** Last day, by the calendar; null for no end. */
  expiresOn: string | null;
  note: string | null;
}

/** What keeps a wish for an alert from being one: what it lacks, or what no alert can be of. */
export type AlertTrouble =
  | 'company'
  | 'price'
  | 'direction'
  | 'both-at-once'
  | 'how-often'
  | 'percent-of-what'
  | 'volume-multiple'
  | 'percent-over-longer'
  | 'negative-price'
  | 'new-high-or-low'
  | 'volume-below'
  | 'drawdown-above'
  | 'unwatched-measure';

/** Which of their alerts a person means. */
export interface MeantAlerts {
  id: string | undefined;
  subjects: Subject[];
  /** Empty for any. */
  kinds: readonly AlertKind[];
  /** Whatever its sign: “the 5% alert” may be one of a fall. */
  threshold: number | undefined;
  /** Whether all that fit are meant, and not just one. */
  all: boolean;
}

/** What an alert is to wait for from now on, as it was written. */
export interface NewThreshold {
  value: number;
  unit: 'money' | 'percent' | 'times';
  /** Whether a minus sign stands before it. */
  negative: boolean;
}

/** What people ask for that isn't there to be had. */
export type UnsupportedTopic =
  | 'advice'
  | 'changing-alert'
  | 'future'
  | 'documents'
  | 'indicators-of-one'
  | 'valuation'
  | 'news'
  | 'removing-from-watchlist'
  | 'trading';

/** A way to look at the daily screen. */
export interface ScreenView {
  /** What is shown, as it follows “these are”, e.g. `the symbols that fell most on the day`. */
  title: string;
  /** In the screen's filter language. */
  filter?: string;
  sort: ScreenSort;
  limit: number;
}

/** What a question asks for that the screen doesn't hold, so that something near it is shown. */
export type ScreenShortcoming = 'lows' | 'crossings' | 'highs-by-close' | 'near-highs' | 'calendar-spans';

/**
 * What is asked of a period's closes: the highest or lowest of it (`ever`: of all time, which nobody here knows), how far the price
 * has come from that, or the average.
 */
export type PriceMeasure =
  { which: 'highest' | 'lowest'; asked: 'close' | 'distance'; ever: boolean } | { which: 'average' };

/** One thing that a message asks for. */
export type Intent =
  | { kind: 'quote'; subjects: Subject[] }
  | { kind: 'history'; subjects: Subject[]; period: Period; measure: PriceMeasure | undefined }
  | { kind: 'compare'; subjects: Subject[]; period: Period | undefined }
  | { kind: 'search'; subjects: Subject[] }
  | { kind: 'list-watchlist'; order: 'best-first' | 'worst-first' | undefined }
  | { kind: 'watch'; subjects: Subject[] }
  | { kind: 'create-alert'; alerts: WantedAlert[]; terms: AlertTerms }
  | { kind: 'unclear-alert'; trouble: AlertTrouble[] }
  | { kind: 'no-alert'; subjects: Subject[] }
  | { kind: 'screen'; views: ScreenView[]; date: string | undefined; shortcomings: ScreenShortcoming[] }
  | { kind: 'documents'; question: string }
  | { kind: 'list-alerts'; subjects: Subject[] }
  | { kind: 'change-alert'; which: MeantAlerts; threshold: NewThreshold }
  | { kind: 'delete-alert'; which: MeantAlerts }
  | { kind: 'confirm' }
  | { kind: 'decline' }
  | { kind: 'greet' }
  | { kind: 'thank' }
  | { kind: 'help' }
  | { kind: 'identify' }
  | { kind: 'unsupported'; topic: UnsupportedTopic }
  | { kind: 'unknown' };

/** The days by which words such as “yesterday” and “until Friday” are read. */
export interface ReadingDays {
  /** The market's day, `YYYY-MM-DD`: what prices are asked of. */
  today: string;
  /** The calendar's day, `YYYY-MM-DD`, which is another in a recorded market: ends of alerts go by it. */
  calendarToday: string;
}

/** Reads a clause for one family of intents; undefined when it holds none of them. */
export type ClauseReader = (clause: string, days: ReadingDays) => Intent | undefined;
