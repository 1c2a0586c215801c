import type { TextSender } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** A sender, and what the other side got of it. */
export interface TextSenderUnderTest {
  sender: TextSender;
  accepted(): Promise<string[]>;
}

/** What every TextSender does. */
export function textSenderContract(setUp: () => Promise<TextSenderUnderTest>): void {
  it('hands over each text whole', async () => {
    const { sender, accepted } = await setUp();
    const signal = AbortSignal.timeout(10_000);
    const texts = ['One "line" – 20 % & more', 'Two\nlines ✅'];
    for (const text of texts) await sender.send(text, { signal });
    expect((await accepted()).toSorted()).toEqual(texts);
  });

  it('says that nothing is known of a text for which the time ran out', async () => {
    const { sender } = await setUp();
    await expect(sender.send('late', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      name: 'SendingError',
      code: 'unconfirmed',
    });
  });
}
