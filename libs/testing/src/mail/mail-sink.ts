import { once } from 'node:events';
import type { Readable } from 'node:stream';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** An e-mail as the other side got it. */
export interface ReceivedMail {
  /** Without angle brackets. */
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Everything that was parsed, headers too. */
  parsed: Email;
}

/** What a server answers instead of accepting, e.g. `{ code: 451, text: 'try later' }`. */
export interface SmtpRefusal {
  code: number;
  text: string;
}

/** An SMTP server that keeps what it accepts. */
export interface MailSink {
  url: string;
  /** What was accepted, repeats included, oldest first. */
  mails: ReceivedMail[];
  stop(): Promise<void>;
}

/**
 * Starts an SMTP server on a free loopback port.
 * @param answers what to answer to a sender, to a recipient, and to a message that came in whole; accepting unless given
 * @param answers.login who may send; anybody unless given
 */
export async function startMailSink(
  answers: {
    toSender?: (address: string) => SmtpRefusal | undefined;
    toRecipient?: (address: string) => SmtpRefusal | undefined;
    toMessage?: (mail: ReceivedMail) => Promise<SmtpRefusal | undefined>;
    login?: { user: string; password: string };
  } = {},
): Promise<MailSink> {
  const mails: ReceivedMail[] = [];
  const receive = async (stream: Readable): Promise<void> => {
    const mail = await parse(stream);
    const refusal = await answers.toMessage?.(mail);
    if (refusal) throw smtpError(refusal);
    mails.push(mail);
  };
  const server = new SMTPServer({
    authOptional: answers.login === undefined,
    allowInsecureAuth: true,
    disabledCommands: answers.login ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onAuth({ username, password }, _session, callback) {
      const isRight = username === answers.login?.user && password === answers.login?.password;
      if (isRight) callback(null, { user: username });
      else callback(smtpError({ code: 535, text: 'wrong user or password' }));
    },
    onMailFrom({ address }, _session, callback) {
      const refusal = answers.toSender?.(address);
      callback(refusal && smtpError(refusal));
    },
    onRcptTo({ address }, _session, callback) {
      const refusal = answers.toRecipient?.(address);
      callback(refusal && smtpError(refusal));
    },
    onData(stream, _session, callback) {
      receive(stream).then(() => callback(), callback);
    },
  });
  // A client that was killed resets its connection: that is the client's business.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new TypeError('the mail sink has no port');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function parse(stream: Readable): Promise<ReceivedMail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  const parsed = await PostalMime.parse(Buffer.concat(chunks));
  return {
    messageId: (parsed.messageId ?? '').replace(/^<|>$/g, ''),
    from: parsed.from?.address ?? '',
    to: parsed.to?.[0]?.address ?? '',
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? '',
    parsed,
  };
}

function smtpError({ code, text }: SmtpRefusal): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
