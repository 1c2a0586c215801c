import type { Delivery, DeliveryStore, Receipt } from '@marketscope/domain';
import { MetricUnit, type Logger, type MetricSink } from '@marketscope/runtime';
import { deliver, type Attempt, type HeldClaim } from './deliver.ts';

export interface RoundPorts {
  deliveries: DeliveryStore;
  metrics: MetricSink;
  /** The clock of leases; the wall clock unless given. */
  now?: () => Date;
}

/** What is delivered, and how. */
export interface PlannedDelivery {
  delivery: Delivery;
  /** Sends it and answers the receipt; throws what another try may mend. */
  send(claim: HeldClaim): Promise<Receipt>;
  /** What kind of message it was, once it is sent: it is counted by that. */
  kind(): string | undefined;
}

/** The deliveries of one message of a queue. */
export interface DeliveryRound {
  /** Milliseconds that all of its sending may take. */
  sendingMs: number;
  /** Tries a delivery, unless the time for sending is over; counts and logs what came of it. */
  attempt(planned: PlannedDelivery): Promise<Attempt>;
}

/** Some deliveries of a message are not done yet: it must be received again. */
export class UnfinishedDeliveriesError extends Error {
  readonly code = 'unfinished-deliveries';
  constructor(undone: number, total: number, why: readonly string[]) {
    super(`${undone} of ${total} deliveries are not done: ${[...new Set(why)].slice(0, 5).join('; ')}`);
    this.name = 'UnfinishedDeliveriesError';
  }
}

/** A lease outlives the invocation that took it by this, so that clocks may differ a little. */
const LEASE_MARGIN_MS = 1_000;
/** Of the time that is left, what sending may take; the rest is for marking what came of it. */
const SENDING_SHARE = 0.8;

/** Begins the deliveries of a message, within the time that its handler has left. */
export function startRound(
  { deliveries, metrics, now = () => new Date() }: RoundPorts,
  { remainingTimeMs, logger }: { remainingTimeMs(): number; logger: Logger },
): DeliveryRound {
  const sendingMs = remainingTimeMs() * SENDING_SHARE;
  const reserveMs = remainingTimeMs() - sendingMs;
  return {
    sendingMs,
    async attempt({ delivery, send, kind }) {
      if (remainingTimeMs() <= reserveMs) return { done: false, why: 'the time ran out' };
      const { userId, channel } = delivery;
      const outcome = await deliver(delivery, send, {
        deliveries,
        leaseUntil: new Date(now().getTime() + remainingTimeMs() + LEASE_MARGIN_MS),
        logger,
        onTakeOver: () => {
          logger.warn({ userId, channel }, 'delivery taken over: whoever had it never said what came of it');
          metrics.record('DeliveriesTakenOver', MetricUnit.Count, 1, { channel });
        },
      });
      const sentKind = kind();
      if (outcome.done && outcome.receipt?.outcome === 'sent' && sentKind !== undefined)
        metrics.record('NotificationsDelivered', MetricUnit.Count, 1, { channel, kind: sentKind });
      if (outcome.done && outcome.receipt?.outcome === 'failed')
        logger.warn({ userId, channel, why: outcome.receipt.why }, 'delivery failed for good');
      return outcome;
    },
  };
}

/** @throws UnfinishedDeliveriesError when something is left for another try */
export function requireAllDone(attempts: readonly Attempt[]): void {
  const reasons = attempts.flatMap((each) => (each.done ? [] : [each.why]));
  if (reasons.length > 0) throw new UnfinishedDeliveriesError(reasons.length, attempts.length, reasons);
}
