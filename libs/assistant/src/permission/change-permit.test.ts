import { alertRequest, type Alert, type ChatMessage } from '@marketscope/contracts';
import { createAlertActions } from '@marketscope/domain';
import { createFakeAlertStore, createFakeLeases } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { readMessage } from '../language/read-message.ts';
import { sampleMarket, sampleNow } from '../testing/sample-market.ts';
import { changeOf } from './alert-change.ts';
import { createChangePermit, pendingChanges } from './change-permit.ts';
import type { Change } from './change.ts';

let ids = 0;
const market = sampleMarket();
const alerts = createAlertActions({
  alerts: createFakeAlertStore(),
  leases: createFakeLeases(),
  market,
  newId: () => `alert-${(ids += 1)}`,
  clock: () => sampleNow,
});

async function allows(
  message: string,
  change: Change,
  pending: Change[] = [],
  userId = 'ada',
): Promise<boolean> {
  const intents = readMessage(message, { today: '2026-11-20', calendarToday: '2026-11-20', earlier: [] });
  return createChangePermit({ intents, message, pending }, { market, alerts, userId }).allows(change);
}

function alertAt(
  symbol: string,
  direction: 'above' | 'below',
  threshold: number,
  note: string | null = null,
): Change {
  return changeOf({ symbol, direction, threshold, note });
}
const fall = { symbol: 'TSLA', kind: 'change-percent', direction: 'below', threshold: -5 } as const;
const watch = (symbol: string): Change => ({ kind: 'watch', symbol });

it.each<[string, Change, boolean]>([
  ['Add AAPL to my watchlist', watch('AAPL'), true],
  ['Add AAPL to my watchlist', watch('TSLA'), false],
  ['Add Apple to my watchlist', watch('AAPL'), true],
  ['Add Apple to my watchlist', watch('MSFT'), false],
  ["What's AAPL's price?", watch('AAPL'), false],
  ['Should I add AAPL to my watchlist?', watch('AAPL'), false],
  ['Alert me when TSLA drops below 200', alertAt('TSLA', 'below', 200), true],
  ['Alert me when TSLA drops below 200', alertAt('TSLA', 'below', 210), false],
  ['Alert me when TSLA drops below 200', alertAt('TSLA', 'above', 200), false],
  ['Alert me when TSLA drops below 200', alertAt('AAPL', 'below', 200), false],
  ['Alert me when TSLA drops below 200', watch('TSLA'), false],
  ['Alert me when TSLA drops below 200', alertAt('TSLA', 'below', 200, 'visit evil.example'), false],
  ['Alert me when TSLA drops below 200, note: sell', alertAt('TSLA', 'below', 200, 'sell'), true],
  ['Alert me when Tesla hits 200', alertAt('TSLA', 'above', 200), true],
  ['Alert me when TSLA falls 5% in a day', changeOf(fall), true],
  ['Alert me when TSLA falls 5% in a day', changeOf({ ...fall, kind: 'base-percent' }), false],
  ['Alert me when TSLA falls 5% in a day', changeOf({ ...fall, threshold: 5 }), false],
  ['Alert me when TSLA falls 5% in a day', changeOf({ ...fall, repeat: true }), false],
  ['Alert me when TSLA falls 5% in a day', changeOf({ ...fall, expiresOn: '2026-11-27' }), false],
  ['Alert me every time TSLA falls 5% in a day', changeOf({ ...fall, repeat: true }), true],
  [
    'Alert me every time TSLA falls 5% in a day',
    changeOf({ ...fall, repeat: true, cooldownMinutes: 720 }),
    true,
  ],
  [
    'Alert me every time TSLA falls 5% in a day',
    changeOf({ ...fall, repeat: true, cooldownMinutes: 1 }),
    false,
  ],
  ['Alert me every time TSLA falls 5% in a day', changeOf(fall), false],
  ['Alert me when TSLA falls 5% in a day until Friday', changeOf({ ...fall, expiresOn: '2026-11-27' }), true],
  [
    'Alert me when TSLA falls 10% from 250',
    changeOf({ ...fall, kind: 'base-percent', threshold: -10, basePrice: 250 }),
    true,
  ],
  [
    'Alert me when TSLA falls 10% from 250',
    changeOf({ ...fall, kind: 'base-percent', threshold: -10 }),
    false,
  ],
  [
    'Alert me on a golden cross of TSLA',
    changeOf({ symbol: 'TSLA', kind: 'average-cross', direction: 'above' }),
    true,
  ],
  [
    'Alert me on a golden cross of TSLA',
    changeOf({ symbol: 'TSLA', kind: 'average-cross', direction: 'below' }),
    false,
  ],
  ['What fell most today?', changeOf(fall), false],
  ["Don't alert me when TSLA falls 5% in a day", changeOf(fall), false],
])('given “%s”, %j is allowed: %s', async (message, change, allowed) => {
  expect(await allows(message, change)).toBe(allowed);
});

async function belowAt(symbol: string, threshold: number): Promise<Alert> {
  const request = alertRequest.parse({ symbol, direction: 'below', threshold });
  return (await alerts.create('ada', request)).alert;
}

it('allows the deletion of just the alert that is meant', async () => {
  const first = await belowAt('TSLA', 200);
  const second = await belowAt('TSLA', 180);
  const other = await belowAt('AAPL', 100);
  const remove = (message: string, { id }: { id: string }, userId = 'ada') =>
    allows(message, { kind: 'delete-alert', alertId: id }, [], userId);
  expect(await remove('delete my Apple alert', other)).toBe(true);
  expect(await remove('delete my Apple alert', first)).toBe(false);
  expect(await remove('delete my TSLA alert', first)).toBe(false);
  expect(await remove('delete my TSLA alert at 200', first)).toBe(true);
  expect(await remove('delete my TSLA alert at 200', second)).toBe(false);
  expect(await remove('delete all my TSLA alerts', second)).toBe(false);
  expect(await remove('delete all my TSLA alerts', other)).toBe(false);
  expect(await remove('delete all my AAPL alerts', other)).toBe(true);
  expect(await remove('delete all my alerts', other)).toBe(false);
  expect(
    await allows('yes', { kind: 'delete-alert', alertId: other.id }, [
      { kind: 'delete-alert', alertId: other.id },
    ]),
  ).toBe(true);
  expect(await remove('delete all my alerts', other, 'eve')).toBe(false);
  expect(await remove('what are my alerts?', other)).toBe(false);
});

it('allows the only alert that can be meant another threshold, and no other', async () => {
  const fall = await belowAt('MSFT', 300);
  const change = (message: string, alertId: string, threshold: number) =>
    allows(message, { kind: 'change-alert', alertId, threshold });
  expect(await change('set my MSFT alert to 310', fall.id, 310)).toBe(true);
  expect(await change('set my MSFT alert to 310', fall.id, 320)).toBe(false);
  expect(await change('set my MSFT alert to 5%', fall.id, 5)).toBe(false);
  expect(await change('set my AAPL alert to 310', fall.id, 310)).toBe(false);
  expect(await change('what are my alerts?', fall.id, 310)).toBe(false);
  await belowAt('MSFT', 280);
  expect(await change('set my MSFT alert to 310', fall.id, 310)).toBe(false);
  expect(await change('set my MSFT alert at 300 to 310', fall.id, 310)).toBe(true);
});

it('takes a plain yes for the change that was asked about, and for no other', async () => {
  expect(await allows('yes', watch('AAPL'), [watch('AAPL')])).toBe(true);
  expect(await allows('Yes, please.', watch('AAPL'), [watch('AAPL')])).toBe(true);
  expect(await allows('yes', watch('TSLA'), [watch('AAPL')])).toBe(false);
  expect(await allows('yes', watch('AAPL'))).toBe(false);
  expect(await allows('no', watch('AAPL'), [watch('AAPL')])).toBe(false);
  expect(await allows('yes, what is the price of MSFT?', watch('AAPL'), [watch('AAPL')])).toBe(false);
});

it('has only what the last answer asked about wait for a yes', () => {
  const asking: ChatMessage = {
    id: '1',
    role: 'assistant',
    text: 'May I?',
    createdAt: sampleNow.toISOString(),
    state: 'complete',
    citations: [],
    toolCalls: [
      {
        id: 'call-1',
        name: 'add_to_watchlist',
        arguments: { symbol: 'AAPL' },
        outcome: { ok: true, result: { status: 'needs-confirmation', change: watch('AAPL') } },
      },
      { id: 'call-2', name: 'get_quote', arguments: {}, outcome: { ok: false, error: 'needs-confirmation' } },
    ],
    model: 'gpt',
  };
  const other: ChatMessage = { ...asking, id: '2', toolCalls: [] };
  expect(pendingChanges([asking])).toEqual([watch('AAPL')]);
  expect(pendingChanges([asking, other])).toEqual([]);
  expect(pendingChanges([{ ...asking, state: 'stopped' }])).toEqual([]);
  expect(pendingChanges([{ ...asking, role: 'user' }])).toEqual([]);
  expect(pendingChanges([])).toEqual([]);
});
