import type { Mail, MailSender } from '@marketscope/domain';
import { expect, it } from 'vitest';

/** A sender, and the other side: it refuses `nobody@…` for good and `busy@…` for now, and never answers `silent@…`. */
export interface MailSenderUnderTest {
  sender: MailSender;
  accepted(): Pick<Mail, 'messageId' | 'subject' | 'text' | 'html'>[];
}

/** What every MailSender does. */
export function mailSenderContract(setUp: () => Promise<MailSenderUnderTest>): void {
  const mailTo = (address: string, parts: Partial<Mail> = {}): Mail => ({
    to: { name: 'Ada Lovelace', address },
    subject: 'AAPL is above $140.00 – 20 % up',
    text: 'It was $140.25 at the close.\n',
    html: '<p>It was <b>$140.25</b> at the close.</p>',
    messageId: 'd1@marketscope.example',
    ...parts,
  });

  it('hands over each e-mail whole, with the Message-ID that it was given', async () => {
    const { sender, accepted } = await setUp();
    const session = sender.open({ withinMs: 10_000 });
    const mails = ['1', '2', '3', '4', '5', '6', '7'].map((n) =>
      mailTo(`ada+${n}@example.com`, { messageId: `d${n}@marketscope.example` }),
    );
    await Promise.all(mails.map((mail) => session.send(mail)));
    session.close();
    expect(accepted().toSorted((a, b) => (a.messageId < b.messageId ? -1 : 1))).toMatchObject(
      mails.map(({ messageId, subject, text, html }) => ({
        messageId,
        subject,
        text: expect.stringContaining(text.trim()),
        html: expect.stringContaining(html),
      })),
    );
  });

  it.each([
    ['rejected', 'nobody@example.com'],
    ['unavailable', 'busy@example.com'],
    ['unconfirmed', 'silent@example.com'],
  ])('says %s of %s, and goes on with others', async (code, address) => {
    const { sender, accepted } = await setUp();
    const session = sender.open({ withinMs: code === 'unconfirmed' ? 300 : 10_000 });
    const refused = expect(session.send(mailTo(address))).rejects.toMatchObject({ name: 'MailError', code });
    await session.send(mailTo('ada@example.com'));
    await refused;
    session.close();
    expect(accepted()).toHaveLength(1);
  });

  it('sends nothing once its session is closed', async () => {
    const { sender, accepted } = await setUp();
    const session = sender.open({ withinMs: 10_000 });
    session.close();
    await expect(session.send(mailTo('ada@example.com'))).rejects.toMatchObject({ name: 'MailError' });
    expect(accepted()).toEqual([]);
  });
}
