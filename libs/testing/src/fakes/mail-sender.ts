import { MailError, type Mail, type MailSender } from '@marketscope/domain';

/** A MailSender that keeps what it accepts. */
export interface FakeMailSender extends MailSender {
  /** What was accepted, repeats included. */
  mails: Mail[];
}

/** @param refuse throws a MailError for what is not accepted */
export function createFakeMailSender(refuse: (mail: Mail) => void = () => {}): FakeMailSender {
  const mails: Mail[] = [];
  return {
    mails,
    open() {
      let closed = false;
      return {
        async send(mail) {
          if (closed) throw new MailError('unavailable', 'the session is closed');
          refuse(mail);
          mails.push(structuredClone(mail));
        },
        close: () => void (closed = true),
      };
    },
  };
}
