import type { Channel } from '@marketscope/contracts';

/** One event to one person on one channel. */
export interface Delivery {
  eventId: string;
  /** The event's `time`. */
  eventTime: string;
  /** Of an alarm, which has no people, who among the operators. */
  userId: string;
  channel: Channel | OperatorChannel;
}

/** How operators are told of alarms. */
export type OperatorChannel = 'email' | 'slack' | 'sms';

/** The name of a delivery: the same for each repeat of its event. */
export function deliveryIdOf({ eventId, userId, channel }: Delivery): string {
  return `${eventId}#${userId}#${channel}`;
}

/** What became of a delivery; it does not change any more. `skipped` is their own choice. */
export type Receipt =
  { outcome: 'sent' } | { outcome: 'failed'; why: string } | { outcome: 'skipped'; why: string };

/** The answer to a claim. */
export type DeliveryClaim =
  | {
      state: 'claimed';
      /** Names this claim among those of the delivery: a later one has a higher number. */
      attempt: number;
      /** Whoever claimed it before never said what came of it, so this may repeat what was already sent. */
      takenOver: boolean;
      /** The event's time as the first claim had it: a republished event may carry another. */
      eventTime: string;
    }
  | { state: 'settled'; receipt: Receipt }
  /** Someone else is at it, at the latest until then. */
  | { state: 'held'; until: Date };

/** Claims and receipts of deliveries, so that each leaves us once though its message is received again and again. */
export interface DeliveryStore {
  /**
   * Claims a delivery until its lease ends, unless it is settled or someone's lease on it still runs. A claim whose
   * lease ran out is taken over.
   */
  claim(delivery: Delivery, leaseUntil: Date): Promise<DeliveryClaim>;
  /** Ends a delivery with its receipt; false when the claim was taken over meanwhile. */
  settle(delivery: Delivery, attempt: number, receipt: Receipt): Promise<boolean>;
  /** Gives a claim back after a failure that left nothing sent, for a later try; false when it was taken over. */
  release(delivery: Delivery, attempt: number, why: string): Promise<boolean>;
  /** The receipt, and undefined while there is none. */
  receipt(delivery: Delivery): Promise<Receipt | undefined>;
}

/** Days that a receipt, and an entry of an inbox, is kept. */
export const NOTIFICATION_RETENTION_DAYS = 90;
