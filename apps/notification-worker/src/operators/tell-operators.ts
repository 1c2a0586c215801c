import { createHash } from 'node:crypto';
import { alarmChangeId, type CloudWatchAlarm } from '@marketscope/contracts';
import {
  deliveryIdOf,
  type Delivery,
  type MailSender,
  type OperatorChannel,
  type Receipt,
  type TextSender,
} from '@marketscope/domain';
import type { Logger } from '@marketscope/runtime';
import {
  requireAllDone,
  startRound,
  type PlannedDelivery,
  type RoundPorts,
} from '../delivery/delivery-round.ts';
import { messageIdOf } from '../delivery/message-id.ts';
import { alarmMessage } from './alarm-message.ts';

/** How operators are reached; what is not given is not sent to. */
export interface Operators {
  emails: readonly string[];
  /** Where Slack's webhook is set; undefined while it is not. */
  slack(): Promise<TextSender | undefined>;
  sms: TextSender | undefined;
}

export interface OperatorPorts extends RoundPorts {
  operators: Operators;
  mail: MailSender;
  /** The sender of e-mails. */
  mailFrom: string;
}

/**
 * Tells the operators of an alarm on each of their channels, once each however often CloudWatch's message comes; one
 * channel's failure holds up no other. Answers how many deliveries are settled, none when there is nothing to tell.
 * @throws UnfinishedDeliveriesError when something is left for another try
 */
export async function tellOperators(
  alarm: CloudWatchAlarm,
  ports: OperatorPorts,
  context: { remainingTimeMs(): number; logger: Logger },
): Promise<number> {
  const message = alarmMessage(alarm);
  if (!message) return 0;
  const { operators, mail, mailFrom } = ports;
  const round = startRound(ports, context);
  const signal = AbortSignal.timeout(Math.floor(round.sendingMs));
  const session = mail.open({ withinMs: round.sendingMs });

  const planned = (
    channel: OperatorChannel,
    send: (delivery: Delivery) => Promise<Receipt>,
    userId = 'operators',
  ): PlannedDelivery => {
    const delivery = { eventId: alarmChangeId(alarm), eventTime: alarm.StateChangeTime, userId, channel };
    return { delivery, send: () => send(delivery), kind: () => 'alarm' };
  };
  const sendText = async (to: TextSender, text: string): Promise<Receipt> => {
    await to.send(text, { signal });
    return { outcome: 'sent' };
  };
  const byEmail = (address: string): PlannedDelivery =>
    planned(
      'email',
      async (delivery) => {
        await session.send({
          to: { name: '', address },
          ...message.email,
          messageId: messageIdOf(deliveryIdOf(delivery), mailFrom),
        });
        return { outcome: 'sent' };
      },
      operatorId(address),
    );
  const bySlack = planned('slack', async () => {
    const slack = await operators.slack();
    if (!slack) return { outcome: 'skipped', why: 'slack-webhook-url has no value' };
    return sendText(slack, message.slack);
  });
  const { sms } = operators;
  const bySms = sms ? [planned('sms', () => sendText(sms, message.sms))] : [];

  try {
    const attempts = await Promise.all(
      [...operators.emails.map(byEmail), bySlack, ...bySms].map((each) => round.attempt(each)),
    );
    requireAllDone(attempts);
    return attempts.length;
  } finally {
    session.close();
  }
}

/** Names an operator in receipts and logs without their address. */
function operatorId(address: string): string {
  return `operator-${createHash('sha256').update(address).digest('hex').slice(0, 16)}`;
}
