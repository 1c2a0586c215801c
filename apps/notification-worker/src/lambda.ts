import { createMessageSender, createSmtpSender } from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createQueueClient,
  readConfiguration,
} from '@marketscope/runtime';
import {
  createDeliveryStore,
  createInboxStore,
  createPeopleReader,
  createQuoteStore,
  createRecipientStore,
  createWatchlistStore,
} from '@marketscope/stores';
import { createNotificationWorker } from './app.ts';
import { configurationSchema } from './config.ts';
import { pageLinks } from './messages/message.ts';

const { tables, queues, SMTP_URL, MAIL_FROM, PUBLIC_URL } = readConfiguration(configurationSchema);
const documents = createDocumentClient();

export const handler = createNotificationWorker({
  recipients: createRecipientStore({ documents, table: tables.recipients }),
  pages: createMessageSender(createQueueClient(), queues.deliveries),
  people: createPeopleReader({ documents, table: tables.users }),
  watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
  quotes: createQuoteStore({ documents, table: tables.quotes }),
  deliveries: createDeliveryStore({ documents, table: tables.deliveries }),
  inbox: createInboxStore({ documents, table: tables.notifications }),
  mail: createSmtpSender({ url: SMTP_URL, from: MAIL_FROM }),
  mailFrom: MAIL_FROM,
  links: pageLinks(PUBLIC_URL),
  metrics: createMetrics('notification-worker', 'MarketScope/Business'),
  logger: createLogger('notification-worker'),
});
