import { MailError, type MailSender } from '@marketscope/domain';
import { createTransport } from 'nodemailer';
import { z } from 'zod';

/** Connections of one session at the most: what small mail servers allow a client. */
const MAX_CONNECTIONS = 5;
/** A server that does not even greet within this is down, however much time is left. */
const MAX_GREETING_MS = 5_000;

/**
 * Sends e-mail over SMTP. Each session pools its connections and is bounded by the time it is given; nothing is
 * retried here: that is the queue's.
 * @param url `smtp://` or `smtps://`, with user and password where the server wants them
 * @param from the sender, e.g. `MarketScope <no-reply@example.com>`
 */
export function createSmtpSender({ url, from }: { url: string; from: string }): MailSender {
  return {
    open({ withinMs }) {
      const greetingMs = Math.max(1, Math.min(MAX_GREETING_MS, Math.floor(withinMs / 2)));
      const transport = createTransport({
        url,
        pool: true,
        maxConnections: MAX_CONNECTIONS,
        maxRequeues: 0,
        connectionTimeout: greetingMs,
        greetingTimeout: greetingMs,
        dnsTimeout: greetingMs,
        socketTimeout: Math.max(1, Math.floor(withinMs)),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const signal = AbortSignal.timeout(Math.max(0, Math.floor(withinMs)));
      return {
        async send({ to, subject, text, html, messageId }) {
          try {
            await transport.sendMail({
              from,
              to,
              subject,
              text,
              html,
              messageId: `<${messageId}>`,
              headers: { 'Auto-Submitted': 'auto-generated' },
              signal,
            });
          } catch (error) {
            throw toMailError(error);
          }
        },
        close: () => transport.close({ force: true }),
      };
    },
  };
}

/** What nodemailer tells of a failure; `originalCode` is the system's, `permanent` goes with a reply of the server. */
const failure = z.object({
  message: z.string(),
  code: z.string().optional(),
  command: z.string().optional(),
  permanent: z.boolean().optional(),
  originalCode: z.string().optional(),
  timeoutType: z.string().optional(),
});

/** Failures of reaching the server: nothing was handed over. */
const unreached = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EDNS',
  'ETLS',
  'CONNECT_TIMEOUT',
  'GREETING_TIMEOUT',
];

function toMailError(error: unknown): MailError {
  const {
    message,
    code = '',
    command = '',
    permanent,
    originalCode = '',
    timeoutType = '',
  } = failure.parse(error);
  const as = (kind: MailError['code']): MailError => new MailError(kind, message, { cause: error });

  // A refusal of our login or our sender is not the recipient's fault, and an operator can mend it.
  if (permanent && (command === 'RCPT TO' || command === 'DATA')) return as('rejected');
  if (code === 'EENVELOPE' && command === 'API') return as('rejected');
  if (permanent !== undefined || code === 'EAUTH' || code === 'ENOAUTH') return as('unavailable');
  if ([code, originalCode, timeoutType].some((each) => unreached.includes(each))) return as('unavailable');
  return as('unconfirmed');
}
