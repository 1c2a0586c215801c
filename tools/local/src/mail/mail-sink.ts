import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { MailStore } from './mail-store.ts';

/** Bytes of a mail at the most. */
const MAX_MAIL_BYTES = 10 * 1024 * 1024;

/** Milliseconds that a client has to end when the sink stops. */
const CLOSE_MS = 500;

/** An SMTP server that keeps whatever it is sent and delivers none of it. */
export interface MailSink {
  /** `smtp://` with host and port. */
  url: string;
  stop(): Promise<void>;
}

/** Starts the sink on a loopback port, a free one unless given. A mail is accepted once it is in the store. */
export async function startMailSink(store: MailStore, listenOn = 0): Promise<MailSink> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: MAX_MAIL_BYTES,
    disableReverseLookup: true,
    closeTimeout: CLOSE_MS,
    onData(stream, session, done) {
      buffer(stream)
        .then(async (content) => {
          if (stream.sizeExceeded)
            throw Object.assign(new Error(`mails of over ${MAX_MAIL_BYTES} bytes are not accepted`), {
              responseCode: 552,
            });
          const mail = await PostalMime.parse(content);
          await store.add({
            id: randomUUID(),
            messageId: mail.messageId ?? '',
            from: mail.from?.address ?? (session.envelope.mailFrom ? session.envelope.mailFrom.address : ''),
            to: session.envelope.rcptTo.map(({ address }) => address).join(', '),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html ?? '',
            receivedAt: new Date().toISOString(),
          });
        })
        .then(() => done(), done);
    },
  });
  // A client that hangs up is its own affair.
  server.on('error', () => undefined);
  server.listen(listenOn, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
