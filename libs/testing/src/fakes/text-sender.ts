import { SendingError, type TextSender } from '@marketscope/domain';

/** A TextSender that keeps what it accepts. */
export interface FakeTextSender extends TextSender {
  /** What was accepted, repeats included. */
  texts: string[];
}

/** @param refuse throws a SendingError for what is not accepted */
export function createFakeTextSender(refuse: (text: string) => void = () => {}): FakeTextSender {
  const texts: string[] = [];
  return {
    texts,
    async send(text, { signal }) {
      if (signal.aborted) throw new SendingError('unconfirmed', 'the time ran out');
      refuse(text);
      texts.push(text);
    },
  };
}
