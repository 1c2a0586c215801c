import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSymbolList } from './symbol-list.ts';

it('reads one symbol a line, with comments, blank lines and any line ends', () => {
  const text = '\uFEFF# US shares\r\nAAPL\r\n\r\nbrk-b  # Berkshire\n^GSPC\rMSFT\nAAPL';
  expect(readSymbolList(text)).toEqual({ symbols: ['AAPL', 'BRK-B', '^GSPC', 'MSFT'], unreadable: [] });
});

it('names the lines that are no symbols, and reads the others', () => {
  expect(readSymbolList(`AAPL\nApple Inc.\nMSFT, KO\n${'X'.repeat(100)}\nIBM`)).toEqual({
    symbols: ['AAPL', 'IBM'],
    unreadable: [
      { line: 2, text: 'Apple Inc.' },
      { line: 3, text: 'MSFT, KO' },
      { line: 4, text: 'X'.repeat(60) },
    ],
  });
});

it('fails over no text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { symbols } = readSymbolList(text);
      expect(new Set(symbols).size).toBe(symbols.length);
    }),
  );
});
