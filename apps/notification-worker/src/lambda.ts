import {
  createMessageSender,
  createSlackWebhook,
  createSmtpSender,
  createTopicTextSender,
} from '@marketscope/messaging';
import {
  createDocumentClient,
  createLogger,
  createMetrics,
  createQueueClient,
  createTopicClient,
  optionalSecret,
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

const { tables, topics, queues, secrets, ...settings } = readConfiguration(configurationSchema);
const { SMTP_URL, MAIL_FROM, OPERATOR_EMAILS, OPERATOR_SMS, PUBLIC_URL } = settings;
const slackWebhookUrl = optionalSecret(secrets['slack-webhook-url']);
const documents = createDocumentClient();

export const handler = createNotificationWorker({
  recipients: createRecipientStore({ documents, table: tables.recipients }),
  pages: createMessageSender(createQueueClient(), queues.deliveries),
  people: createPeopleReader({ documents, table: tables.users }),
  watchlists: createWatchlistStore({ documents, table: tables.watchlists }),
  quotes: createQuoteStore({ documents, table: tables.quotes }),
  deliveries: createDeliveryStore({ documents, table: tables.deliveries }),
  inbox: createInboxStore({ documents, table: tables.notifications }),
  mail: createSmtpSender({
    url: SMTP_URL,
    from: MAIL_FROM,
    readPassword: optionalSecret(secrets['smtp-password']),
  }),
  mailFrom: MAIL_FROM,
  links: pageLinks(PUBLIC_URL),
  operators: {
    emails: OPERATOR_EMAILS,
    async slack() {
      const url = await slackWebhookUrl();
      return url === undefined ? undefined : createSlackWebhook({ url });
    },
    sms:
      OPERATOR_SMS === 'on'
        ? createTopicTextSender(createTopicClient(), topics['operator-messages'])
        : undefined,
  },
  metrics: createMetrics('notification-worker', 'MarketScope/Business'),
  logger: createLogger('notification-worker'),
});
