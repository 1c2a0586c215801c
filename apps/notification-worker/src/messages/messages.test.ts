import type { Quote } from '@marketscope/contracts';
import { expect, it } from 'vitest';
import {
  accountLocked,
  alertTriggered,
  aQuote,
  documentFailed,
  documentIndexed,
  screenEntrant,
  updateCompleted,
  userRegistered,
} from '../testing/sample-events.ts';
import { person } from '../testing/worker-world.ts';
import { accountLockedMessage } from './account-locked.ts';
import { dailySummaryMessage } from './daily-summary.ts';
import { documentFailedMessage, documentIndexedMessage } from './documents.ts';
import { pageLinks } from './message.ts';
import { priceAlertMessage } from './price-alert.ts';
import { screenEntrantMessage } from './screen-entrant.ts';
import { welcomeMessage } from './welcome.ts';

const links = pageLinks('https://marketscope.example');
const ada = { ...person('ada'), name: 'Ada' };

const watch = (symbol: string, name: string | null = null) => ({
  symbol,
  name,
  addedAt: '2026-11-20T15:00:00.000Z',
});
const quotes = (...given: Quote[]) => new Map(given.map((quote) => [quote.symbol, quote]));

/** What a reader of the HTML sees, without its markup. */
const seen = (markup: string): string =>
  markup
    .replace(/<(style|title)>.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

it('tells of an alert: the price, what was set, when it was true, and where it comes from', () => {
  const { email, inbox } = priceAlertMessage(alertTriggered({ note: 'Sell half' }).data, ada, links);
  expect(email.subject).toBe('AAPL is at $140.25 – your alert: at or above $140.00');
  for (const body of [email.text, seen(email.html)])
    for (const part of [
      '$140.25',
      'at or above $140.00',
      'Friday, November 20, 2026 at 4:00 PM New York time',
      'Yahoo Finance',
      'Sell half',
      'Hello Ada',
    ])
      expect(body).toContain(part);
  expect(email.text).toContain('https://marketscope.example/alerts');
  expect(email.html).toContain('href="https://marketscope.example/alerts"');
  expect(inbox).toEqual({
    title: 'AAPL is at $140.25',
    body: 'Your alert: at or above $140.00. As of Friday, November 20, 2026 at 4:00 PM New York time. Source: Yahoo Finance.\nYour note: Sell half',
    link: '/alerts',
  });
});

it.each([
  ['replay', 'recording of real prices'],
  ['synthetic', 'generated prices'],
] as const)('never lets a %s price pass for today’s market', (source, words) => {
  const { email, inbox } = priceAlertMessage(alertTriggered({ source }).data, ada, links);
  expect(email.subject).toContain('not today’s market');
  for (const body of [email.text, seen(email.html), inbox.body]) expect(body).toContain(words);
});

it('follows New York’s clocks in summer and in winter', () => {
  const asOf = (instant: string) =>
    priceAlertMessage(alertTriggered({ asOf: instant }).data, ada, links).email.text;
  expect(asOf('2026-07-01T20:00:00.000Z')).toContain('Wednesday, July 1, 2026 at 4:00 PM');
  expect(asOf('2026-12-01T21:00:00.000Z')).toContain('Tuesday, December 1, 2026 at 4:00 PM');
});

it('shows people’s own words as words, never as markup', () => {
  const hostile = '<script>alert(1)</script>';
  const { email } = priceAlertMessage(
    alertTriggered({ note: `first\n${hostile}` }).data,
    { ...ada, name: `Ada ${hostile}` },
    links,
  );
  expect(email.html).not.toContain('<script>');
  expect(seen(email.html)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  const { email: greeting } = welcomeMessage({ ...userRegistered().data, name: hostile }, links);
  expect(greeting.html).not.toContain('<script>');
});

it('sums up the person’s own watchlist: price, change, and what moved most of all', () => {
  const { email, inbox } = dailySummaryMessage(
    updateCompleted().data,
    {
      person: ada,
      watchlist: [watch('^GSPC', 'S&P 500'), watch('AAPL'), watch('MSFT')],
      quotes: quotes(
        aQuote({ symbol: '^GSPC', price: 6001.5, change: -12, changePercent: -0.2 }),
        aQuote(),
        aQuote({ symbol: 'MSFT', price: 500, change: 0, changePercent: 0 }),
      ),
    },
    links,
  );
  expect(email.subject).toBe('Your watchlist: 1 up, 1 down, 1 unchanged – Friday, November 20, 2026');
  expect(email.text).toContain('^GSPC  6,001.50  ▼ −0.20% (−12.00)  (S&P 500)');
  expect(email.text).toContain('AAPL    $140.25  ▲ +1.26% (+$1.75)  (Apple Inc.)');
  expect(email.text).toContain('MSFT    $500.00  • 0.00% ($0.00)');
  expect(email.text).toContain('NVDA  $900.00  ▲ +6.10%');
  expect(email.text).toContain(
    'As of Friday, November 20, 2026 at 4:00 PM New York time. Source: Yahoo Finance.',
  );
  expect(inbox.body).toBe(
    '^GSPC 6,001.50 −0.20%, AAPL $140.25 +1.26%, MSFT $500.00 0.00%.\nMoved most: NVDA +6.10%.\nClose of Friday, November 20, 2026.',
  );
  for (const part of ['6,001.50', '▼ −0.20% (−12.00)', 'S&amp;P 500', 'NVDA'])
    expect(seen(email.html)).toContain(part);
});

it('says how old a price is, and that there is none, in place of passing it off as today’s', () => {
  const { email, inbox } = dailySummaryMessage(
    updateCompleted({ prices: [] }).data,
    {
      person: ada,
      watchlist: [watch('IBM', 'IBM'), watch('NEW')],
      quotes: quotes(aQuote({ symbol: 'IBM', price: 300, asOf: '2026-11-18T21:00:00.000Z' })),
    },
    links,
  );
  expect(email.subject).toContain('Your watchlist: no new prices');
  expect(email.text).toMatch(/^IBM +\$300\.00 {2}\(IBM, as of Nov 18\)$/m);
  expect(email.text).toMatch(/^NEW +no price yet$/m);
  expect(email.text).not.toContain('What moved most');
  expect(inbox.body).toContain('IBM $300.00, NEW no price yet.');
});

it('says what an update misses, by mail and in the inbox', () => {
  const { email, inbox } = dailySummaryMessage(
    updateCompleted({
      status: 'partial',
      requested: 103,
      failedCount: 1,
      failed: [{ symbol: 'KO', reason: 'batch-lost', detail: 'nothing came of its batch in time' }],
    }).data,
    { person: ada, watchlist: [watch('KO')], quotes: new Map() },
    links,
  );
  const words =
    'This update is incomplete: 1 of 103 symbols have no new price, among them KO, which you watch.';
  for (const body of [email.text, inbox.body]) expect(body).toContain(words);
  expect(seen(email.html)).toContain(words);
});

it('says what to do with an empty watchlist, and still what moved', () => {
  const { email, inbox } = dailySummaryMessage(
    updateCompleted().data,
    { person: ada, watchlist: [], quotes: new Map() },
    links,
  );
  expect(email.subject).toBe('How the market closed – Friday, November 20, 2026');
  for (const body of [email.text, inbox.body]) {
    expect(body).toContain('Your watchlist is empty');
    expect(body).toContain('NVDA');
  }
});

it('marks each generated price among recorded ones', () => {
  const { email } = dailySummaryMessage(
    updateCompleted({ prices: [] }).data,
    {
      person: ada,
      watchlist: [watch('AAPL', 'Apple'), watch('TSLA', 'Tesla')],
      quotes: quotes(aQuote({ source: 'replay' }), aQuote({ symbol: 'TSLA', source: 'synthetic' })),
    },
    links,
  );
  expect(email.text).toContain(
    '! Replay: some of these prices were recorded on that day, others are generated.',
  );
  expect(email.text).toMatch(/^TSLA .*\(Tesla, generated\)$/m);
  expect(email.text).toMatch(/^AAPL .*\(Apple\)$/m);
});

it('warns of a locked account without a link that asks for the password', () => {
  const { email, inbox } = accountLockedMessage(accountLocked().data, links);
  for (const body of [email.text, inbox.body]) {
    expect(body).toContain('5 times');
    expect(body).toContain('Friday, November 20, 2026 at 4:15 PM New York time');
  }
  expect(email.text.match(/https:\S+/g)).toEqual(['https://marketscope.example/']);
});

it('tells of a saved filter: what came to match it, how it stands, and where the rest is', () => {
  const { email, inbox } = screenEntrantMessage(screenEntrant().data, ada, links);
  expect(email.subject).toBe('IBM and KO match “Deep and busy”');
  for (const body of [email.text, seen(email.html)])
    for (const part of [
      'Hello Ada',
      '52-week drawdown below −20% and volume ratio above 2×',
      '$140.25',
      '−6.10%',
      '−40.25% from its 52-week high, 3.0× its usual volume, RSI 25',
      'the close of Friday, November 20, 2026',
      'Yahoo Finance',
    ])
      expect(body).toContain(part);
  expect(email.text).toContain('https://marketscope.example/screen?filter=01FILTER&date=2026-11-20');
  expect(inbox).toEqual({
    title: 'IBM and KO match “Deep and busy”',
    body: [
      'New in the screen of Friday, November 20, 2026: 52-week drawdown below −20% and volume ratio above 2×.',
      'IBM: $140.25, −6.10% on the day, −40.25% from its 52-week high, 3.0× its usual volume, RSI 25.',
      'KO: $49.00, −21.00% from its 52-week high.',
    ].join('\n'),
    link: '/screen?filter=01FILTER&date=2026-11-20',
  });
});

it('counts what a saved filter lets through beyond those that it names', () => {
  const [match] = screenEntrant().data.matches;
  if (!match) throw new TypeError('the sample has a match');
  const matches = ['A', 'B', 'C', 'D'].map((symbol) => ({ ...match, symbol }));
  const { email, inbox } = screenEntrantMessage(screenEntrant({ matches, matchCount: 90 }).data, ada, links);
  expect(inbox.title).toBe('A, B, C and 87 more match “Deep and busy”');
  expect(email.text).toContain('And 86 more');
  const one = screenEntrantMessage(screenEntrant({ matches: [match], matchCount: 1 }).data, ada, links);
  expect(one.inbox.title).toBe('IBM matches “Deep and busy”');
});

it('never lets a filter’s recorded prices pass for today’s market', () => {
  const [match] = screenEntrant().data.matches;
  if (!match) throw new TypeError('the sample has a match');
  const matches = [{ ...match, source: 'replay' as const }];
  const { email, inbox } = screenEntrantMessage(screenEntrant({ matches, matchCount: 1 }).data, ada, links);
  expect(email.subject).toContain('not today’s market');
  expect(inbox.body).toContain('Replay');
});

it('tells that a document can be asked about, or why not', () => {
  const indexed = documentIndexedMessage(documentIndexed({ pages: 1 }).data, links);
  expect(indexed).toMatchObject({
    kind: 'job-completed',
    inbox: { title: '“Q2 report.pdf” has been read', body: expect.stringContaining('1 page') },
  });
  expect(indexed.email.text).toContain('https://marketscope.example/documents/d1');
  const failed = documentFailedMessage(documentFailed().data, links);
  expect(failed.kind).toBe('job-failed');
  for (const body of [failed.email.text, seen(failed.email.html), failed.inbox.body])
    expect(body).toContain('The PDF is encrypted.');
});
