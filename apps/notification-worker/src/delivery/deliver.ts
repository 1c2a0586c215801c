import {
  SendingError,
  type Delivery,
  type DeliveryClaim,
  type DeliveryStore,
  type Receipt,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';

/** A claim that is ours. */
export type HeldClaim = Extract<DeliveryClaim, { state: 'claimed' }>;

/** What became of one try: the receipt if it is this try's, or why there is none yet. */
export type Attempt = { done: true; receipt: Receipt | null } | { done: false; why: string };

/**
 * Tries one delivery: claims it, sends it, marks what came of it. A failure for now gives the claim back, so that the
 * next try need not wait for its lease; when it is not known whether something was sent, the lease is left to run out,
 * so that the next try knows itself for a possible repeat.
 * @param send answers the receipt; it throws what another try may mend
 */
export async function deliver(
  delivery: Delivery,
  send: (claim: HeldClaim) => Promise<Receipt>,
  {
    deliveries,
    leaseUntil,
    logger,
    onTakeOver,
  }: {
    deliveries: DeliveryStore;
    leaseUntil: Date;
    logger: Logger;
    onTakeOver: (delivery: Delivery) => void;
  },
): Promise<Attempt> {
  try {
    const claim = await deliveries.claim(delivery, leaseUntil);
    if (claim.state === 'settled') return { done: true, receipt: null };
    if (claim.state === 'held')
      return { done: false, why: `another worker holds it until ${claim.until.toISOString()}` };
    if (claim.takenOver) onTakeOver(delivery);

    const receipt = await sendOrRelease(delivery, claim, send, deliveries);
    const isOurs = await deliveries.settle(delivery, claim.attempt, receipt);
    return { done: true, receipt: isOurs ? receipt : null };
  } catch (error) {
    logger.warn(
      { userId: delivery.userId, channel: delivery.channel, err: error },
      'delivery failed for now',
    );
    return { done: false, why: error instanceof Error ? error.message : String(error) };
  }
}

async function sendOrRelease(
  delivery: Delivery,
  claim: HeldClaim,
  send: (claim: HeldClaim) => Promise<Receipt>,
  deliveries: DeliveryStore,
): Promise<Receipt> {
  try {
    return await send(claim);
  } catch (error) {
    if (error instanceof SendingError && error.code === 'rejected')
      return { outcome: 'failed', why: error.message };
    const isKnownUnsent = !(error instanceof SendingError && error.code === 'unconfirmed');
    if (isKnownUnsent)
      await deliveries.release(
        delivery,
        claim.attempt,
        error instanceof Error ? error.message : String(error),
      );
    throw error;
  }
}
