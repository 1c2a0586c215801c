import type { EventData, User } from '@marketscope/contracts';
import { priceWords, sourceWords } from '@marketscope/domain';
import { afterwardsWords, alertWords } from './alert-words.ts';
import { cautionBlock, facts, paragraph, quotation } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';
import { caution, newYorkWords } from './wording.ts';

/** Tells a person that what they set an alert for has come true. */
export function priceAlertMessage(
  alert: EventData<'alert.triggered.v1'>,
  person: User,
  links: PageLinks,
): Message {
  const { heading, condition, seen } = alertWords(alert);
  const price = priceWords(alert.symbol, alert.price, alert.currency);
  const asOf = newYorkWords(alert.asOf);
  const warning = caution([alert.source]);
  const isOfPrice = alert.kind === 'price';

  return {
    kind: 'price-alert',
    inbox: {
      title: heading,
      body: [
        `Your alert: ${condition}. ${isOfPrice ? '' : `Price: ${price}. `}As of ${asOf}. Source: ${sourceWords[alert.source]}.`,
        ...(alert.note === null ? [] : [`Your note: ${alert.note}`]),
      ].join('\n'),
      link: '/alerts',
    },
    email: {
      subject: `${heading} – your alert: ${condition}${warning === null ? '' : ' (not today’s market)'}`,
      ...emailOf({
        preview: `Your alert for ${alert.symbol}, ${condition}, has fired.`,
        heading,
        blocks: [
          ...(warning === null ? [] : [cautionBlock(warning)]),
          paragraph(
            `Hello ${person.name}, your alert has fired${isOfPrice ? `: ${alert.symbol} is ${condition}` : `. ${heading}`}.`,
          ),
          facts([
            ['Price', price],
            ...seen,
            ['Your alert', condition],
            ['As of', asOf],
            ['Source', sourceWords[alert.source]],
          ]),
          ...(alert.note === null ? [] : [quotation('Your note', alert.note)]),
          paragraph(afterwardsWords(alert)),
        ],
        action: { label: 'See your alerts', url: links.to('/alerts') },
        reason: `You get this because you set an alert for ${alert.symbol} in MarketScope. It is information, not investment advice.`,
      }),
    },
  };
}
