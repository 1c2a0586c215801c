import type { EventData } from '@marketscope/contracts';
import { facts, paragraph } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';
import { newYorkWords } from './wording.ts';

/** Warns a person that someone failed to sign in as them so often that the account is locked for a while. */
export function accountLockedMessage(
  lock: EventData<'security.account-locked.v1'>,
  links: PageLinks,
): Message {
  const until = newYorkWords(lock.lockedUntil);
  const happened = `Someone failed to sign in to your account ${lock.failedAttempts} times in a row, so it is locked until ${until}.`;
  return {
    kind: 'security',
    inbox: {
      title: 'Your account was locked for a while',
      body: `${happened} If that was not you, nobody got in: choose a password that you use nowhere else.`,
      link: '/inbox',
    },
    email: {
      subject: 'Your MarketScope account is locked for a while',
      ...emailOf({
        preview: happened,
        heading: 'Your account is locked for a while',
        blocks: [
          paragraph(happened),
          facts([
            ['Account', lock.email],
            ['Failed sign-ins', String(lock.failedAttempts)],
            ['Locked until', until],
          ]),
          paragraph('If it was you, wait until then and try again.'),
          paragraph('If it was not you, nobody got in. A password that you use nowhere else keeps it so.'),
        ],
        action: { label: 'Sign in after that', url: links.to('/') },
        reason:
          'You get this because it concerns the security of your account. We never ask for your password by e-mail.',
      }),
    },
  };
}
