import {
  answerEvents,
  problem,
  readiness,
  watchlistResponse,
  type AnswerEventName,
} from '@marketscope/contracts';
import { expect, inject, it } from 'vitest';
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
