import {
  channel as channels,
  type Channel,
  type DeliveryPage,
  type NotificationKind,
  type User,
} from '@marketscope/contracts';
import {
  deliveryIdOf,
  type Delivery,
  type DeliveryStore,
  type InboxStore,
  type MailSender,
  type MailSession,
  type PeopleReader,
  type Receipt,
} from '@marketscope/domain';
import { MetricUnit, type Logger, type MetricSink } from '@marketscope/runtime';
import PQueue from 'p-queue';
import { composeFor, type MessageSources } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import { deliver, type Attempt, type HeldClaim } from './deliver.ts';
import { messageIdOf } from './message-id.ts';

export interface DeliveryPorts extends MessageSources {
  people: PeopleReader;
  deliveries: DeliveryStore;
  inbox: Pick<InboxStore, 'add'>;
  mail: MailSender;
  /** The sender of e-mails. */
  mailFrom: string;
  metrics: MetricSink;
  /** The clock of leases; the wall clock unless given. */
  now?: () => Date;
}

/** Some of a page's deliveries are not done yet: the page must be received again. */
export class UnfinishedPageError extends Error {
  readonly code = 'unfinished-page';
  constructor(undone: number, total: number, why: readonly string[]) {
    super(`${undone} of ${total} deliveries are not done: ${[...new Set(why)].slice(0, 5).join('; ')}`);
    this.name = 'UnfinishedPageError';
  }
}

/** Deliveries that are made at once. */
const DELIVERIES_AT_ONCE = 20;
/** A lease outlives the invocation that took it by this, so that clocks may differ a little. */
const LEASE_MARGIN_MS = 1_000;
/** Of the time that is left, what sending may take; the rest is for marking what came of it. */
const SENDING_SHARE = 0.8;

/**
 * Delivers a page's event to each of its people on each channel. One person's failure holds up nobody else; what
 * failed for good gets a receipt that says why.
 * @throws UnfinishedPageError when something is left for another try
 */
export async function deliverPage(
  page: DeliveryPage,
  ports: DeliveryPorts,
  { remainingTimeMs, logger }: { remainingTimeMs(): number; logger: Logger },
): Promise<void> {
  const { now = () => new Date() } = ports;
  const people = await ports.people.people(page.recipients);
  const compose = await composeFor(page.event, [...people.values()], ports);
  const sendingMs = remainingTimeMs() * SENDING_SHARE;
  const reserveMs = remainingTimeMs() - sendingMs;
  const session = ports.mail.open({ withinMs: sendingMs });

  const attempt = async (userId: string, channel: Channel): Promise<Attempt> => {
    if (remainingTimeMs() <= reserveMs) return { done: false, why: 'the time ran out' };
    const delivery: Delivery = { eventId: page.event.id, eventTime: page.event.time, userId, channel };
    const person = people.get(userId);
    let kind: NotificationKind | undefined;
    const send = async (claim: HeldClaim): Promise<Receipt> => {
      if (!person) return { outcome: 'failed', why: 'there is no such account' };
      const message = compose(person);
      kind = message.kind;
      await senders[channel]({ delivery, claim, person, message, ports, session });
      return { outcome: 'sent' };
    };
    const outcome = await deliver(delivery, send, {
      deliveries: ports.deliveries,
      leaseUntil: new Date(now().getTime() + remainingTimeMs() + LEASE_MARGIN_MS),
      logger,
      onTakeOver: () => {
        logger.warn({ userId, channel }, 'delivery taken over: whoever had it never said what came of it');
        ports.metrics.record('DeliveriesTakenOver', MetricUnit.Count, 1, { channel });
      },
    });
    if (outcome.done && outcome.receipt?.outcome === 'sent' && kind)
      ports.metrics.record('NotificationsDelivered', MetricUnit.Count, 1, { channel, kind });
    if (outcome.done && outcome.receipt?.outcome === 'failed')
      logger.warn({ userId, channel, why: outcome.receipt.why }, 'delivery failed for good');
    return outcome;
  };

  try {
    const attempts = await new PQueue({ concurrency: DELIVERIES_AT_ONCE }).addAll(
      page.recipients.flatMap((userId) => channels.options.map((channel) => () => attempt(userId, channel))),
    );
    const reasons = attempts.flatMap((each) => (each.done ? [] : [each.why]));
    if (reasons.length > 0) throw new UnfinishedPageError(reasons.length, attempts.length, reasons);
  } finally {
    session.close();
  }
}

interface Sending {
  delivery: Delivery;
  claim: HeldClaim;
  person: User;
  message: Message;
  ports: DeliveryPorts;
  session: MailSession;
}

/** How each channel is sent to. */
const senders: Record<Channel, (sending: Sending) => Promise<void>> = {
  async inbox({ delivery, claim, message, ports }) {
    await ports.inbox.add(delivery.userId, {
      eventId: delivery.eventId,
      // A republished event may carry another time, and must still find the entry that is there.
      eventTime: claim.eventTime,
      kind: message.kind,
      ...message.inbox,
    });
  },
  email: ({ delivery, person, message, ports, session }) =>
    session.send({
      to: { name: person.name, address: person.email },
      ...message.email,
      messageId: messageIdOf(deliveryIdOf(delivery), ports.mailFrom),
    }),
};
