import type { EventData, User } from '@marketscope/contracts';
import { cautionBlock, facts, paragraph, quotation } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';
import { caution, newYorkWords, priceWords, sourceWords } from './wording.ts';

const conditions = { above: 'at or above', below: 'at or below' } as const;

/** Tells a person that a price has crossed what they set. */
export function priceAlertMessage(
  alert: EventData<'alert.triggered.v1'>,
  person: User,
  links: PageLinks,
): Message {
  const price = priceWords(alert.symbol, alert.price, alert.currency);
  const condition = `${conditions[alert.direction]} ${priceWords(alert.symbol, alert.threshold, alert.currency)}`;
  const asOf = newYorkWords(alert.asOf);
  const warning = caution([alert.source]);
  const heading = `${alert.symbol} is at ${price}`;

  return {
    kind: 'price-alert',
    inbox: {
      title: heading,
      body: [
        `Your alert: ${condition}. As of ${asOf}. Source: ${sourceWords[alert.source]}.`,
        ...(alert.note === null ? [] : [`Your note: ${alert.note}`]),
      ].join('\n'),
      link: '/alerts',
    },
    email: {
      subject: `${heading} – your alert: ${condition}${warning === null ? '' : ' (not today’s market)'}`,
      ...emailOf({
        preview: `Your alert for ${alert.symbol} ${condition} has fired.`,
        heading,
        blocks: [
          ...(warning === null ? [] : [cautionBlock(warning)]),
          paragraph(`Hello ${person.name}, your alert has fired: ${alert.symbol} is ${condition}.`),
          facts([
            ['Price', price],
            ['Your alert', condition],
            ['As of', asOf],
            ['Source', sourceWords[alert.source]],
          ]),
          ...(alert.note === null ? [] : [quotation('Your note', alert.note)]),
          paragraph('The alert is done and will not fire again.'),
        ],
        action: { label: 'See your alerts', url: links.to('/alerts') },
        reason: `You get this because you set an alert for ${alert.symbol} in MarketScope. It is information, not investment advice.`,
      }),
    },
  };
}
