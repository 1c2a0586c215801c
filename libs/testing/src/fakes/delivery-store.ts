import {
  deliveryIdOf,
  NOTIFICATION_RETENTION_DAYS,
  type DeliveryStore,
  type Receipt,
} from '@marketscope/domain';

interface Item {
  attempt: number;
  eventTime: string;
  expiresAt: number;
  claimedUntil: Date | undefined;
  receipt: Receipt | undefined;
}

const RETENTION_MS = NOTIFICATION_RETENTION_DAYS * 86_400_000;

/** Claims and receipts in memory. */
export function createFakeDeliveryStore(now: () => Date = () => new Date()): DeliveryStore {
  const items = new Map<string, Item>();
  const alive = (deliveryId: string): Item | undefined => {
    const item = items.get(deliveryId);
    return item && item.expiresAt > now().getTime() ? item : undefined;
  };
  /** The item, if this attempt still holds it. */
  const heldBy = (deliveryId: string, attempt: number): Item | undefined => {
    const item = items.get(deliveryId);
    return item?.claimedUntil && item.attempt === attempt ? item : undefined;
  };

  return {
    async claim(delivery, leaseUntil) {
      const deliveryId = deliveryIdOf(delivery);
      const known = alive(deliveryId);
      if (known?.receipt) return { state: 'settled', receipt: known.receipt };
      if (known?.claimedUntil && known.claimedUntil > now())
        return { state: 'held', until: known.claimedUntil };
      const item: Item = {
        attempt: (known?.attempt ?? 0) + 1,
        eventTime: known?.eventTime ?? delivery.eventTime,
        expiresAt: now().getTime() + RETENTION_MS,
        claimedUntil: leaseUntil,
        receipt: undefined,
      };
      items.set(deliveryId, item);
      return {
        state: 'claimed',
        attempt: item.attempt,
        takenOver: known?.claimedUntil !== undefined,
        eventTime: item.eventTime,
      };
    },
    async settle(delivery, attempt, receipt) {
      const item = heldBy(deliveryIdOf(delivery), attempt);
      if (item) Object.assign(item, { receipt, claimedUntil: undefined });
      return item !== undefined;
    },
    async release(delivery, attempt) {
      const item = heldBy(deliveryIdOf(delivery), attempt);
      if (item) item.claimedUntil = undefined;
      return item !== undefined;
    },
    async receipt(delivery) {
      return alive(deliveryIdOf(delivery))?.receipt;
    },
  };
}
