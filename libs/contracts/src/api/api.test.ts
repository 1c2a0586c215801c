import { expect, it } from 'vitest';
import { symbol } from '../market.ts';
import { alertRequest, loginRequest, quotesQuery, registerRequest } from './index.ts';

it('takes a symbol as a person types it', () => {
  expect(symbol.parse(' aapl ')).toBe('AAPL');
  expect(symbol.parse('^gspc')).toBe('^GSPC');
  expect(symbol.parse('brk-b')).toBe('BRK-B');
});

it.each(['', 'A B', '../x', 'AAPL;', 'TOOLONGASYMBOL16'])('refuses %j as a symbol', (text) => {
  expect(symbol.safeParse(text).success).toBe(false);
});

it('makes two spellings of an address one account', () => {
  expect(loginRequest.parse({ email: ' Ada@Example.com ', password: 'x' }).email).toBe('ada@example.com');
});

it('says what is wrong with a registration', () => {
  const result = registerRequest.safeParse({ email: 'ada', password: 'short', name: ' ' });
  expect(result.error?.issues.map((issue) => issue.path[0])).toEqual(['email', 'password', 'name']);
});

it('reads a list of symbols once each', () => {
  expect(quotesQuery.parse({ symbols: 'AAPL,msft,,AAPL' }).symbols).toEqual(['AAPL', 'MSFT']);
  expect(quotesQuery.safeParse({ symbols: ',' }).success).toBe(false);
});

it('refuses an alert with a field that it does not know', () => {
  const request = { symbol: 'AAPL', direction: 'above', threshold: 150 };
  expect(alertRequest.parse(request)).toMatchObject({ ...request, kind: 'price', note: null });
  expect(alertRequest.safeParse({ ...request, treshold: 150 }).success).toBe(false);
});
