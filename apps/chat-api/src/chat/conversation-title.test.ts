import { renameRequest } from '@marketscope/contracts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { titleOf } from './conversation-title.ts';

it.each([
  ["What's AAPL's price?", "What's AAPL's price?"],
  ['  Compare\tMSFT  and NVDA \nand tell me all', 'Compare MSFT and NVDA'],
  [
    'Alert me when the price of Tesla drops below two hundred dollars, please',
    'Alert me when the price of Tesla drops below two hundred…',
  ],
  ['x'.repeat(100), `${'x'.repeat(59)}…`],
])('makes of “%s” the title “%s”', (message, title) => {
  expect(titleOf(message)).toBe(title);
});

it('makes a title that a person could have given', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (message) => {
      fc.pre(message.trim() !== '');
      expect(renameRequest.safeParse({ title: titleOf(message) }).success).toBe(true);
    }),
  );
});
