import { SendingError } from './sending-error.ts';

/** An e-mail to one person. */
export interface Mail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
  /** Without angle brackets. A repeat has the same, so that the other side can fold it. */
  messageId: string;
}

/** The other side did not take an e-mail, or did not say that it has. */
export class MailError extends SendingError {
  constructor(code: SendingError['code'], message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.name = 'MailError';
  }
}

/** Connections that live for one piece of work. */
export interface MailSession {
  /**
   * Sends an e-mail; returns when the other side has accepted it.
   * @throws MailError
   */
  send(mail: Mail): Promise<void>;
  /** Closes the connections; what is still being sent fails. */
  close(): void;
}

/** Where e-mail leaves us. */
export interface MailSender {
  /** Opens a session whose every send has ended, one way or the other, `withinMs` from now. */
  open(options: { withinMs: number }): MailSession;
}
