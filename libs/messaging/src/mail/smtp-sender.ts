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
 * @param options.url `smtp://` or `smtps://`, with the user where the server wants one
 * @param options.from the sender, e.g. `MarketScope <no-reply@example.com>`
 * @param options.readPassword the password of that user, read when a session sends first; undefined where there is none
 */
export function createSmtpSender({
  url,
  from,
  readPassword = async () => undefined,
}: {
  url: string;
  from: string;
  readPassword?: () => Promise<string | undefined>;
}): MailSender {
  return {
    open({ withinMs }) {
      const greetingMs = Math.max(1, Math.min(MAX_GREETING_MS, Math.floor(withinMs / 2)));
      const connect = (password: string | undefined) =>
        createTransport({
          url: withPassword(url, password),
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
      let transport: Promise<ReturnType<typeof connect>> | undefined;
      let isClosed = false;
      /** The session's own transport, made once. */
      const opened = async () => {
        try {
          transport ??= beforeEnd(signal, readPassword()).then(connect);
          return await transport;
        } catch (error) {
          throw new MailError('unavailable', `the mail server's password can't be read: ${reasonOf(error)}`, {
            cause: error,
          });
        }
      };
      return {
        async send({ to, subject, text, html, messageId }) {
          const connection = await opened();
          if (isClosed) throw new MailError('unavailable', 'the session is closed');
          try {
            await connection.sendMail({
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
        close() {
          isClosed = true;
          // A transport that could not be made has told each send so.
          transport?.then((connection) => connection.close({ force: true })).catch(() => undefined);
        },
      };
    },
  };
}

/** The server's address with the password of its user; a password without a user is nobody's. */
function withPassword(url: string, password: string | undefined): string {
  const address = new URL(url);
  if (password === undefined || address.username === '') return url;
  address.password = encodeURIComponent(password);
  return address.href;
}

/** What a promise answers, unless the signal aborts first. */
function beforeEnd<Answer>(signal: AbortSignal, promise: Promise<Answer>): Promise<Answer> {
  const ended = new Promise<never>((_, reject) => {
    const end = (): void => reject(new Error('the time ran out', { cause: signal.reason }));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  return Promise.race([promise, ended]);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
