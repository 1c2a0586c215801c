import { describe } from 'vitest';
import { textSenderContract } from '../contracts/text-sender.ts';
import { createFakeTextSender } from './text-sender.ts';

describe('texts in memory', () => {
  textSenderContract(async () => {
    const sender = createFakeTextSender();
    return { sender, accepted: async () => sender.texts };
  });
});
