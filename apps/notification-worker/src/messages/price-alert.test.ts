import type { EventData } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import { alertTriggered } from '../testing/sample-events.ts';
import { person } from '../testing/worker-world.ts';
import { pageLinks } from './message.ts';
import { priceAlertMessage } from './price-alert.ts';

const links = pageLinks('https://marketscope.example');
const tell = (parts: Partial<EventData<'alert.triggered.v1'>>) =>
  priceAlertMessage(alertTriggered(parts).data, { ...person('ada'), name: 'Ada' }, links);

it.each<[Partial<EventData<'alert.triggered.v1'>>, string, string[]]>([
  [
    { kind: 'price', direction: 'below', threshold: 141 },
    'AAPL is at $140.25 – your alert: at or below $141.00',
    ['Price:', '$140.25'],
  ],
  [
    { kind: 'change-percent', direction: 'below', threshold: -5, value: -5.234 },
    'AAPL is down 5.23% on the day – your alert: down 5% or more on the day',
    ['Change on the day:', '−5.23%'],
  ],
  [
    { kind: 'change-percent', direction: 'above', threshold: -1.5, value: 0 },
    'AAPL is unchanged on the day – your alert: down no more than 1.5% on the day',
    [],
  ],
  [
    { kind: 'base-percent', direction: 'above', threshold: 12.5, basePrice: 120, value: 16.875 },
    'AAPL is up 16.88% from $120.00 – your alert: up 12.5% or more from $120.00',
    ['Change from $120.00:', '+16.88%'],
  ],
  [
    { kind: 'drawdown', direction: 'below', threshold: -20, value: -20.456 },
    'AAPL is 20.46% below its 52-week high – your alert: 20% or more below its 52-week high',
    ['Below the 52-week high:', '20.46%'],
  ],
  [
    { kind: 'volume-ratio', threshold: 2, value: 3.14159, volume: 12_345_678 },
    'AAPL trades at 3.14× its usual volume – your alert: trading at least 2 times its 20-day average volume',
    ['12,345,678 shares', '3.14×'],
  ],
  [
    { kind: 'average-cross', threshold: 0, value: 0.4, average50: 101.2, average200: 100.8 },
    'AAPL: the 50-day average is above the 200-day one – your alert: in a golden cross, its 50-day average at or above its 200-day one',
    ['50-day average:', '$101.20', '200-day average:', '$100.80'],
  ],
  [
    { kind: 'average-cross', direction: 'below', threshold: 0, value: -0.4 },
    'AAPL: the 50-day average is below the 200-day one – your alert: in a death cross, its 50-day average at or below its 200-day one',
    [],
  ],
])('tells of %j', (parts, subject, told) => {
  const { email, inbox } = tell(parts);
  expect(email.subject).toBe(subject);
  expect(inbox.title).toBe(subject.split(' – ')[0]);
  expect(inbox.body).toContain(subject.split('your alert: ')[1]);
  for (const words of [...told, '$140.25', 'Yahoo Finance', 'Hello Ada']) expect(email.text).toContain(words);
  expect(inbox.title + inbox.body).toContain('$140.25');
});

it.each([
  [{ repeat: false }, 'The alert is done and will not fire again.'],
  [{ repeat: true, cooldownMinutes: 1440 }, 'it rests for 1 day, then waits'],
  [{ repeat: true, cooldownMinutes: 180 }, 'it rests for 3 hours, then waits'],
  [{ repeat: true, cooldownMinutes: 90 }, 'it rests for 90 minutes, then waits'],
])('says what comes after one that is %j', (parts, words) => {
  expect(tell(parts).email.text.replaceAll('\n', ' ')).toContain(words);
});

it('tells of a price that came from a publisher which knew prices alone', () => {
  expect(tell({ value: null }).email.subject).toBe('AAPL is at $140.25 – your alert: at or above $140.00');
});
