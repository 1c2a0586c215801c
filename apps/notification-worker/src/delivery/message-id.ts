import { createHash } from 'node:crypto';

/**
 * The Message-ID of a delivery by e-mail: the same for each repeat, so that the other side can fold it, and telling
 * nothing of whom it is about.
 * @param from the sender's address, with or without a name
 */
export function messageIdOf(deliveryId: string, from: string): string {
  const domain = /@([^\s>]+)/.exec(from)?.[1] ?? 'marketscope.invalid';
  return `${createHash('sha256').update(deliveryId).digest('hex').slice(0, 40)}@${domain}`;
}
