import { startMailSink, type MailSink } from '@marketscope/testing';
import { mailSenderContract } from '@marketscope/testing/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmtpSender } from './smtp-sender.ts';

const sinks: MailSink[] = [];
afterEach(() => Promise.all(sinks.splice(0).map((sink) => sink.stop())));

async function startSink(...answers: Parameters<typeof startMailSink>): Promise<MailSink> {
  const sink = await startMailSink(...answers);
  sinks.push(sink);
  return sink;
}

const from = 'MarketScope <no-reply@marketscope.example>';
const mail = {
  to: { name: 'Ada', address: 'ada@example.com' },
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  messageId: 'd1@marketscope.example',
};

describe('e-mail over SMTP', () => {
  mailSenderContract(async () => {
    const sink = await startSink({
      toRecipient: (address) =>
        address.startsWith('nobody@') ? { code: 550, text: 'no such mailbox' } : undefined,
      toMessage: async ({ to }) => {
        if (to.startsWith('silent@')) await new Promise(() => {});
        return to.startsWith('busy@') ? { code: 451, text: 'try later' } : undefined;
      },
    });
    return { sender: createSmtpSender({ url: sink.url, from }), accepted: () => sink.mails };
  });

  it('says who it is from, that no person wrote it, and names the recipient', async () => {
    const sink = await startSink();
    const session = createSmtpSender({ url: sink.url, from }).open({ withinMs: 10_000 });
    await session.send(mail);
    session.close();
    expect(sink.mails[0]?.parsed).toMatchObject({
      from: { name: 'MarketScope', address: 'no-reply@marketscope.example' },
      to: [{ name: 'Ada', address: 'ada@example.com' }],
      headers: expect.arrayContaining([
        expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }),
      ]),
    });
  });

  it('tells what the server said', async () => {
    const sink = await startSink({ toRecipient: () => ({ code: 550, text: 'no such mailbox' }) });
    const session = createSmtpSender({ url: sink.url, from }).open({ withinMs: 10_000 });
    await expect(session.send(mail)).rejects.toThrow('550 no such mailbox');
    session.close();
  });

  describe('to a server that wants a login', () => {
    const password = 'p@ss/w:rd %41';
    const sendWith = async (readPassword: () => Promise<string | undefined>) => {
      const sink = await startSink({ login: { user: 'mailer', password } });
      const url = sink.url.replace('//', '//mailer@');
      const session = createSmtpSender({ url, from, readPassword }).open({ withinMs: 10_000 });
      return session
        .send(mail)
        .then(() => sink.mails.length)
        .finally(() => session.close());
    };

    it('gives the password of its user, whatever letters it has', async () => {
      expect(await sendWith(async () => password)).toBe(1);
    });

    it.each([
      ['is wrong', async () => 'another'],
      ['is not set', async () => undefined],
      [
        'can’t be read',
        async () => {
          throw new Error('throttled');
        },
      ],
    ])('is unavailable while the password %s: an operator can mend that', async (_, readPassword) => {
      await expect(sendWith(readPassword)).rejects.toMatchObject({ code: 'unavailable' });
    });
  });

  it('ends in time while the password is being read', async () => {
    const sink = await startSink();
    const readPassword = () => new Promise<undefined>(() => {});
    const session = createSmtpSender({ url: sink.url, from, readPassword }).open({ withinMs: 50 });
    await expect(session.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    session.close();
  });

  it('is unavailable while no server listens', async () => {
    const sink = await startMailSink();
    await sink.stop();
    const session = createSmtpSender({ url: sink.url, from }).open({ withinMs: 10_000 });
    await expect(session.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    session.close();
  });

  it('holds our sender’s refusal for our own fault, not the recipient’s', async () => {
    const sink = await startSink({ toSender: () => ({ code: 550, text: 'verify your domain first' }) });
    const session = createSmtpSender({ url: sink.url, from }).open({ withinMs: 10_000 });
    await expect(session.send(mail)).rejects.toMatchObject({ code: 'unavailable' });
    session.close();
  });
});
