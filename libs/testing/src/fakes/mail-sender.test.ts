import { MailError } from '@marketscope/domain';
import { describe } from 'vitest';
import { mailSenderContract } from '../contracts/mail-sender.ts';
import { createFakeMailSender } from './mail-sender.ts';

describe('e-mail in memory', () => {
  mailSenderContract(async () => {
    const refusals = { nobody: 'rejected', busy: 'unavailable', silent: 'unconfirmed' } as const;
    const sender = createFakeMailSender(({ to }) => {
      for (const [name, code] of Object.entries(refusals))
        if (to.address.startsWith(`${name}@`)) throw new MailError(code, name);
    });
    return { sender, accepted: () => sender.mails };
  });
});
