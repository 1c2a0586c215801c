import type { EventOf } from '@marketscope/contracts';
import type { RecipientStore } from '@marketscope/domain';
import { UntoldEventError } from '../messages/compose.ts';

/**
 * Who is concerned with an event, page by page and in the same order each time. Nobody is with an intraday update, as only the
 * day's own tells people of it, nor with a document that nobody known put where it is.
 * @throws UntoldEventError
 */
export async function* audienceOf(
  event: EventOf,
  recipients: Pick<RecipientStore, 'pages'>,
): AsyncGenerator<string[]> {
  switch (event.type) {
    case 'alert.triggered.v1':
    case 'screen.entrant.v1':
    case 'user.registered.v1':
    case 'security.account-locked.v1':
      yield [event.data.userId];
      return;
    case 'document.indexed.v1':
    case 'document.failed.v1':
      if (event.data.uploadedBy !== null) yield [event.data.uploadedBy];
      return;
    case 'market.update.completed.v1':
      if (event.data.trigger === 'daily') yield* recipients.pages('daily-summary');
      return;
    default:
      throw new UntoldEventError(event.type);
  }
}
