import { resourcesSchema } from '@marketscope/runtime';
import { z } from 'zod';

/** What the worker reaches: its grants in `infra/topology.json`. */
export const resourceNames = {
  tables: ['users', 'watchlists', 'quotes', 'recipients', 'notifications', 'deliveries'],
  queues: ['deliveries'],
} as const;

/** The worker's environment. */
export const configurationSchema = resourcesSchema(resourceNames).and(
  z.object({
    /** `smtp://` or `smtps://`, with user and password where the server wants them. */
    SMTP_URL: z.url({ protocol: /^smtps?$/ }),
    /** The sender, e.g. `MarketScope <no-reply@example.com>`. */
    MAIL_FROM: z.string().regex(/@/, 'must hold an e-mail address'),
    /** Where people reach the page; links in messages lead there. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  }),
);
