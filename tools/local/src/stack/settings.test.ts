import { readTopology } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { fromShell, parameterVariable } from './service-environments.ts';
import { marketProbe, readSettings } from './settings.ts';

it('takes a parameter’s value from the variable that is named like it', async () => {
  const topology = await readTopology();
  const variables = Object.keys(topology.parameters).map(parameterVariable);
  expect(variables).toEqual(['ALPACA_KEY_ID', 'ALPACA_SECRET_KEY']);
  const updater = topology.services['stock-updater'];
  if (!updater) throw new TypeError('the topology has no stock-updater');
  const shell = Object.fromEntries(variables.map((variable) => [variable, `my ${variable}`]));
  expect(fromShell(updater, shell)).toEqual(shell);
});

it('asks Alpaca before the start as whoever has both keys', () => {
  const [keyId, secretKey] = ['PK123', 'secret'];
  expect(marketProbe(readSettings({ ALPACA_KEY_ID: keyId })).alpacaKeys).toBeUndefined();
  expect(
    marketProbe(readSettings({ ALPACA_KEY_ID: keyId, ALPACA_SECRET_KEY: secretKey })).alpacaKeys,
  ).toEqual({ keyId, secretKey });
});

it('knows every market by name, and none besides', () => {
  for (const name of ['auto', 'yahoo', 'alpaca', 'replay'])
    expect(readSettings({ MARKET_DATA: name }).MARKET_DATA).toBe(name);
  expect(() => readSettings({ MARKET_DATA: 'bloomberg' })).toThrow('MARKET_DATA');
});
