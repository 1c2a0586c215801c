import {
  answerEvents,
  problem,
  readiness,
  screenResponse,
  watchlistResponse,
  type AnswerEventName,
} from '@marketscope/contracts';
import { expect, inject, it, vi } from 'vitest';
import { npmRun } from './support/commands.ts';
import { TOLD_MS } from './support/patience.ts';
import { demo, register, signIn } from './support/person.ts';

it('is ready with every service', async () => {
  const response = await fetch(`${inject('stack').url}/readyz`);
  const { ready, dependencies } = readiness.parse(await response.json());
  expect(ready).toBe(true);
  expect(Object.keys(dependencies)).toEqual(expect.arrayContaining(['stock-updater', 'notification-worker']));
});

it('answers the demo account’s first question with price, source and time', async () => {
  const person = await signIn(demo);
  const quote = await person.quote('AAPL');
  const answer = await person.ask("What's AAPL's price?");

  expect(answer.state).toBe('complete');
  expect(answer.model).toBe('built-in analyst');
  expect(answer.answer).toContain(quote.price.toFixed(2));
  expect(answer.answer).toMatch(/recording/i);
  expect(answer.answer).toContain(String(new Date(quote.asOf).getUTCFullYear()));
  expect(answer.citations).toEqual([
    { kind: 'quote', symbol: 'AAPL', source: quote.source, asOf: quote.asOf, stale: quote.stale },
  ]);
  expect(answer.toolCalls.map(({ name }) => name)).toEqual(['get_quote']);
});

it('streams an answer: the conversation first, then its tool calls, its text, its sources, and the whole', async () => {
  const person = await register();
  const response = await person.request(
    'POST',
    '/api/chat/message',
    { message: 'What is the price of AAPL?' },
    { accept: 'text/event-stream' },
  );
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);

  const events = (await response.text())
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/s).slice(0, 2))))
    .filter((fields): fields is Record<'id' | 'event' | 'data', string> => 'event' in fields);
  const names = events.map(({ event }) => event as AnswerEventName);
  expect([...new Set(names)]).toEqual([
    'conversation',
    'tool_call',
    'tool_result',
    'token',
    'citation',
    'done',
  ]);
  expect(events.map(({ id }) => Number(id))).toEqual(events.map((_, index) => index + 1));

  const text = events
    .filter(({ event }) => event === 'token')
    .map(({ data }) => answerEvents.token.parse(JSON.parse(data)).text)
    .join('');
  const done = answerEvents.done.parse(JSON.parse(events.at(-1)?.data ?? ''));
  expect(done.answer).toBe(text);
});

it('says so when there is no such symbol, and when a request is malformed', async () => {
  const person = await register();
  const unknown = await person.request('GET', '/api/stock/quote/NOSUCH');
  expect(unknown.status).toBe(404);
  expect(unknown.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(problem.parse(await unknown.json()).code).toBe('unknown-symbol');

  const malformed = await person.request('POST', '/api/alerts', { symbol: 'AAPL', direction: 'sideways' });
  expect(malformed.status).toBe(400);
  expect(
    problem
      .parse(await malformed.json())
      .errors?.map(({ path }) => path)
      .toSorted(),
  ).toEqual(['direction', 'threshold']);
});

it('adds to the watchlist what it is told to, and lists it', async () => {
  const person = await register();
  await person.ask('Add NVDA to my watchlist');
  const { items } = watchlistResponse.parse(await (await person.request('GET', '/api/watchlist')).json());
  expect(items.map(({ symbol }) => symbol)).toContain('NVDA');
});

it('sets an alert of a percentage that is asked for in plain words, with how often and until when', async () => {
  const person = await register();
  const answer = await person.ask('Alert me every time AAPL falls 5% in a day, once a week at most');
  expect(answer.toolCalls.map(({ name }) => name)).toEqual(['create_alert']);
  expect(answer.answer).toMatch(
    /AAPL is down 5% or more on the day, each time, at most once in 7 days[\s\S]*closes of the last year/,
  );
  expect(await person.alerts()).toMatchObject([
    {
      symbol: 'AAPL',
      kind: 'change-percent',
      direction: 'below',
      threshold: -5,
      repeat: true,
      cooldownMinutes: 7 * 24 * 60,
      expiresAt: null,
    },
  ]);
  await person.ask('Delete my AAPL 5% alert');
  expect(await person.alerts()).toEqual([]);
});

it('answers what fell most from the screen of the last update, with its date', async () => {
  const person = await register();
  const [, day = ''] = /"sessionDate":"([\d-]+)"/.exec(await npmRun('update-now')) ?? [];
  const { items, matched } = await vi.waitFor(async () => {
    const path = '/api/screens/latest?filter=change%20%3C%200&sort=changePercent&limit=5';
    const response = await person.request('GET', path);
    const read = screenResponse.parse(await response.json());
    expect(read.screen.date).toBe(day);
    return read;
  }, TOLD_MS);

  const answer = await person.ask('What fell most today?');
  expect(answer.toolCalls.map(({ name }) => name)).toEqual(['run_screen']);
  expect(answer.answer).toContain(String(matched));
  expect(answer.citations).toEqual([
    { kind: 'screen', date: day, sources: [...new Set(items.map(({ source }) => source))].toSorted() },
  ]);
  const places = items.map(({ symbol }) => answer.answer.indexOf(`| ${symbol} |`));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
});

it('shows nobody what is another’s', async () => {
  const owner = await register();
  const stranger = await register();
  const alert = await owner.makeAlert({ symbol: 'AAPL', direction: 'above', threshold: 9_000 });
  const answer = await owner.ask('What is AAPL at?');

  expect((await stranger.request('DELETE', `/api/alerts/${alert.id}`)).status).toBe(404);
  expect((await stranger.request('GET', `/api/chat/conversations/${answer.conversationId}`)).status).toBe(
    404,
  );
  expect((await fetch(`${inject('stack').url}/api/alerts`)).status).toBe(401);
  expect((await owner.alerts()).map(({ id }) => id)).toEqual([alert.id]);
});

it('describes itself', async () => {
  const { url } = inject('stack');
  expect(await (await fetch(`${url}/openapi.json`)).json()).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
  });
  expect((await fetch(`${url}/docs`)).status).toBe(200);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
