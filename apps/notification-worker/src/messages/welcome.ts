import type { EventData } from '@marketscope/contracts';
import { paragraph } from './email-blocks.ts';
import { emailOf } from './email-layout.ts';
import type { Message, PageLinks } from './message.ts';

/** Greets a person who has just registered, and says where to begin. */
export function welcomeMessage(account: EventData<'user.registered.v1'>, links: PageLinks): Message {
  return {
    kind: 'welcome',
    inbox: {
      title: `Welcome to MarketScope, ${account.name}`,
      body: 'Ask about a company or a price, watch what you own, and set an alert for the price you wait for.',
      link: '/chat',
    },
    email: {
      subject: 'Welcome to MarketScope',
      ...emailOf({
        preview: 'Three things to try first.',
        heading: `Welcome, ${account.name}`,
        blocks: [
          paragraph('Your account is ready. Three things to try first:'),
          paragraph(
            '1. Ask in plain words: “What’s Apple’s price?” or “Compare MSFT and NVDA this year”. Every figure in an answer says where it comes from.',
          ),
          paragraph(
            '2. Make the watchlist your own: it starts with the S&P 500, Apple and Microsoft. After each trading day we send you how it closed.',
          ),
          paragraph('3. Set an alert for a price, and do something else until we tell you.'),
        ],
        action: { label: 'Open MarketScope', url: links.to('/chat') },
        reason: `You get this because ${account.email} was registered with MarketScope. If that was not you, ignore this message: nobody can use the account without its password.`,
      }),
    },
  };
}
