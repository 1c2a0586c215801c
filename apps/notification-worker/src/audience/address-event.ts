import type { DeliveryPage, EventOf } from '@marketscope/contracts';
import type { MessageSender, RecipientStore } from '@marketscope/domain';
import { audienceOf } from './audience.ts';

export interface AddressPorts {
  recipients: Pick<RecipientStore, 'pages'>;
  pages: MessageSender<DeliveryPage>;
}

/** Pages that are sent together: as many as one request to SQS takes. */
const PAGES_AT_ONCE = 10;

/**
 * Orders an event's delivery to everyone concerned, in pages named `eventId#page`. A repeat orders the same again, and
 * the claims of the deliveries fold it. Answers the number of people.
 */
export async function addressEvent(event: EventOf, { recipients, pages }: AddressPorts): Promise<number> {
  let people = 0;
  let number = 0;
  let waiting: DeliveryPage[] = [];
  for await (const page of audienceOf(event, recipients)) {
    people += page.length;
    waiting.push({ id: `${event.id}#${number++}`, event, recipients: page });
    if (waiting.length === PAGES_AT_ONCE) {
      await pages.send(waiting);
      waiting = [];
    }
  }
  if (waiting.length > 0) await pages.send(waiting);
  return people;
}
