import { emailAddresses, resourcesSchema } from '@marketscope/runtime';
import { z } from 'zod';

/** What the worker reaches: its grants in `infra/topology.json`. */
export const resourceNames = {
  tables: ['users', 'watchlists', 'quotes', 'recipients', 'notifications', 'deliveries'],
  topics: ['operator-messages'],
  queues: ['deliveries'],
  secrets: ['slack-webhook-url', 'smtp-password'],
} as const;

/** The worker's environment. */
export const configurationSchema = resourcesSchema(resourceNames).and(
  z.object({
    /** `smtp://` or `smtps://`, with the user where the server wants one; its password is a secret. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    /** The sender, e.g. `MarketScope <no-reply@example.com>`. */
    MAIL_FROM: z.string().regex(/@/, 'must hold an e-mail address'),
    /** Operators who are told of alarms by e-mail, with commas between them; nobody unless given. */
    OPERATOR_EMAILS: emailAddresses,
    /** Whether phones are subscribed to what operators are told by SMS. */
    OPERATOR_SMS: z.enum(['on', 'off']).default('off'),
    /** Where people reach the page; links in messages lead there. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  }),
);
