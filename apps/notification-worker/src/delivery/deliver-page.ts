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
  type InboxStore,
  type MailSender,
  type MailSession,
  type PeopleReader,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import PQueue from 'p-queue';
import { composeFor, type MessageSources } from '../messages/compose.ts';
import type { Message } from '../messages/message.ts';
import type { Attempt, HeldClaim } from './deliver.ts';
import { requireAllDone, startRound, type RoundPorts } from './delivery-round.ts';
import { messageIdOf } from './message-id.ts';

export interface DeliveryPorts extends MessageSources, RoundPorts {
  people: PeopleReader;
  inbox: Pick<InboxStore, 'add'>;
  mail: MailSender;
  /** The sender of e-mails. */
  mailFrom: string;
}

/** Deliveries that are made at once. */
const DELIVERIES_AT_ONCE = 20;

/**
 * Delivers a page's event to each of its people on each channel. One person's failure holds up nobody else; what
 * failed for good gets a receipt that says why.
 * @throws UnfinishedDeliveriesError when something is left for another try
 */
export async function deliverPage(
  page: DeliveryPage,
  ports: DeliveryPorts,
  context: { remainingTimeMs(): number; logger: Logger },
): Promise<void> {
  const people = await ports.people.people(page.recipients);
  const compose = await composeFor(page.event, [...people.values()], ports);
  const round = startRound(ports, context);
  const session = ports.mail.open({ withinMs: round.sendingMs });

  const attempt = (userId: string, channel: Channel): Promise<Attempt> => {
    const delivery: Delivery = { eventId: page.event.id, eventTime: page.event.time, userId, channel };
    const person = people.get(userId);
    let kind: NotificationKind | undefined;
    return round.attempt({
      delivery,
      async send(claim) {
        if (!person) return { outcome: 'failed', why: 'there is no such account' };
        const message = compose(person);
        kind = message.kind;
        await senders[channel]({ delivery, claim, person, message, ports, session });
        return { outcome: 'sent' };
      },
      kind: () => kind,
    });
  };

  try {
    const attempts = await new PQueue({ concurrency: DELIVERIES_AT_ONCE }).addAll(
      page.recipients.flatMap((userId) => channels.options.map((channel) => () => attempt(userId, channel))),
    );
    requireAllDone(attempts);
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
