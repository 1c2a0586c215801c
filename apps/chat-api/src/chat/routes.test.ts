import { AssistantError } from '@marketscope/assistant';
import {
  chatAnswer,
  conversationListResponse,
  conversationResponse,
  problem,
  user,
} from '@marketscope/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { idsOf, listeningApp, textOf, textShown, type Client } from '../testing/listening-app.ts';
import { createScriptedAssistant } from '../testing/scripted-assistant.ts';

const opened: { app: { close(): Promise<unknown> } }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map(({ app }) => app.close()));
});

type Options = NonNullable<Parameters<typeof listeningApp>[0]>;

async function start(options: Options = {}) {
  const scripted = createScriptedAssistant();
  const app = await listeningApp({
    ...options,
    ports: { makeAssistant: scripted.makeAssistant, ...options.ports },
  });
  opened.push(app);
  return { ...app, scripted };
}

/** Another process of the same service: the same stores and keys, an assistant of its own. */
async function startBeside({ ports }: { ports: NonNullable<Options['ports']> }) {
  const { makeAssistant: _, ...shared } = ports;
  return start({ ports: shared });
}

async function conversationOf(client: Client, id: string) {
  return conversationResponse.parse(await client.json('GET', `/api/chat/conversations/${id}`));
}

describe('an answer', () => {
  it('streams as it is written, its ids before the model has said anything', async () => {
    const { client, scripted } = await start();
    const ada = await client();
    const stream = await ada.ask({ message: "What's AAPL's price?" });
    expect(await idsOf(stream)).toMatchObject({ title: "What's AAPL's price?" });

    const answer = await scripted.answer(0);
    expect(answer.question).toMatchObject({ message: "What's AAPL's price?", history: [] });
    const citation = {
      kind: 'quote',
      symbol: 'AAPL',
      source: 'replay',
      asOf: '2026-11-20T21:00:00.000Z',
      stale: false,
    } as const;
    answer.happen({
      name: 'tool_call',
      data: { id: 'call-1', name: 'get_quote', arguments: { symbols: ['AAPL'] } },
    });
    answer.happen({
      name: 'tool_result',
      data: { id: 'call-1', name: 'get_quote', outcome: { ok: true, result: { quotes: [] } } },
    });
    answer.say('It is ');
    await textShown(stream, 'It is ');
    answer.say('at $139.35.');
    answer.happen({ name: 'citation', data: citation });
    answer.finish();
    await stream.ended;

    expect(stream.events.map(({ id, name }) => `${id} ${name}`)).toEqual([
      '1 conversation',
      '2 tool_call',
      '3 tool_result',
      '4 token',
      '5 token',
      '6 citation',
      '7 done',
    ]);
    expect(stream.events.at(-1)?.data).toEqual({
      ...(await idsOf(stream).then(({ title: _, ...ids }) => ids)),
      answer: 'It is at $139.35.',
      citations: [citation],
      toolCalls: [
        {
          id: 'call-1',
          name: 'get_quote',
          arguments: { symbols: ['AAPL'] },
          outcome: { ok: true, result: { quotes: [] } },
        },
      ],
      model: 'scripted',
      state: 'complete',
    });
  });

  it('comes whole to who wants no stream', async () => {
    const { client, scripted } = await start();
    const ada = await client();
    const asking = ada.json('POST', '/api/chat/message', { message: 'hello' });
    const answer = await scripted.answer(0);
    answer.say('Hi.');
    answer.finish();
    const whole = chatAnswer.parse(await asking);
    expect(whole).toMatchObject({ answer: 'Hi.', state: 'complete' });
    const { messages } = await conversationOf(ada, whole.conversationId);
    expect(messages).toMatchObject([
      { role: 'user', text: 'hello', state: 'complete', model: null },
      { id: whole.messageId, role: 'assistant', text: 'Hi.', state: 'complete', model: 'scripted' },
    ]);
  });

  it('goes on when its reader is gone, who can resume it and replay it later', async () => {
    const { client, scripted, ports } = await start();
    const ada = await client();
    const first = await ada.ask({ message: 'hello' });
    const { messageId } = await idsOf(first);
    const answer = await scripted.answer(0);
    answer.say('one ');
    await textShown(first, 'one ');
    first.leave();
    await first.ended;
    answer.say('two ');

    const resumed = await ada.follow(messageId, 2);
    await textShown(resumed, 'two ');
    answer.say('three');
    answer.finish();
    await resumed.ended;
    expect(resumed.events.map(({ id }) => id)).toEqual([3, 4, 5]);
    expect(resumed.events.at(-1)).toMatchObject({ name: 'done', data: { answer: 'one two three' } });

    await expect.poll(async () => (await ports.answerLog.head(messageId))?.state).toBe('complete');
    const replayed = await ada.follow(messageId);
    await replayed.ended;
    expect(replayed.events.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(textOf(replayed.events)).toBe('one two three');
  });

  it('can be followed and stopped from another process', async () => {
    const here = await start();
    const there = await startBeside(here);
    const ada = await here.client();
    const adaThere = await there.returningClient();
    const stream = await ada.ask({ message: 'hello' });
    const { messageId, conversationId } = await idsOf(stream);
    (await here.scripted.answer(0)).say('some text');

    const followed = await adaThere.follow(messageId);
    await textShown(followed, 'some text');
    expect((await adaThere.stop(messageId)).status).toBe(204);
    await Promise.all([stream.ended, followed.ended]);
    for (const { events } of [stream, followed])
      expect(events.at(-1)).toMatchObject({ name: 'done', data: { answer: 'some text', state: 'stopped' } });
    expect((await conversationOf(adaThere, conversationId)).messages.at(-1)).toMatchObject({
      text: 'some text',
      state: 'stopped',
    });
  });

  it('stops when it is told to, keeping what was written; to stop it again changes nothing', async () => {
    const { client, scripted } = await start();
    const ada = await client();
    const stream = await ada.ask({ message: 'hello' });
    const { messageId } = await idsOf(stream);
    (await scripted.answer(0)).say('half of ');
    await textShown(stream, 'half of ');
    expect((await ada.stop(messageId)).status).toBe(204);
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({
      name: 'done',
      data: { answer: 'half of ', state: 'stopped' },
    });
    expect((await ada.stop(messageId)).status).toBe(204);
  });

  it('is interrupted when its writer has died, with the text it had come to', async () => {
    const { client, ports } = await start();
    const ada = await client();
    const userId = await userIdOf(ada);
    const now = new Date().toISOString();
    const expiresAt = new Date(Date.now() + 3_600_000);
    const ids = { conversationId: 'talk', messageId: '01DEAD', userId };
    await ports.conversations.create({
      id: 'talk',
      userId,
      title: 'Talk',
      createdAt: now,
      updatedAt: now,
      expiresAt,
    });
    await ports.messages.create({
      id: '01DEAD',
      conversationId: 'talk',
      role: 'assistant',
      text: '',
      createdAt: now,
      state: 'writing',
      citations: [],
      toolCalls: [],
      model: 'scripted',
      expiresAt,
    });
    await ports.answerLog.start({ ...ids, leaseUntil: new Date(Date.now() - 1), expiresAt });
    await ports.answerLog.append({ messageId: '01DEAD', expiresAt }, [
      { seq: 1, name: 'conversation', data: { conversationId: 'talk', messageId: '01DEAD', title: 'Talk' } },
      { seq: 2, name: 'token', data: { text: 'last words' } },
    ]);

    const stream = await ada.follow('01DEAD', 1);
    await stream.ended;
    expect(stream.events).toMatchObject([
      { id: 2, name: 'token' },
      { id: 3, name: 'done', data: { answer: 'last words', state: 'interrupted' } },
    ]);
    expect((await conversationOf(ada, 'talk')).messages).toMatchObject([
      { text: 'last words', state: 'interrupted' },
    ]);
  });

  it('is stored as interrupted when the service ends before it does', async () => {
    const here = await start({ settings: { answersEndWithinMs: 1 } });
    const there = await startBeside(here);
    const ada = await here.client();
    const stream = await ada.ask({ message: 'hello' });
    const { conversationId } = await idsOf(stream);
    (await here.scripted.answer(0)).say('so far');
    await textShown(stream, 'so far');
    await here.app.close();
    await stream.ended;
    const { messages } = await conversationOf(await there.returningClient(), conversationId);
    expect(messages.at(-1)).toMatchObject({ text: 'so far', state: 'interrupted' });
  });

  it('is given time to end when the service ends', async () => {
    const here = await start({ settings: { answersEndWithinMs: 20_000 } });
    const there = await startBeside(here);
    const ada = await here.client();
    const stream = await ada.ask({ message: 'hello' });
    const { conversationId } = await idsOf(stream);
    const answer = await here.scripted.answer(0);
    const closing = here.app.close();
    answer.say('all of it');
    answer.finish();
    await closing;
    const { messages } = await conversationOf(await there.returningClient(), conversationId);
    expect(messages.at(-1)).toMatchObject({ text: 'all of it', state: 'complete' });
  });

  it('tells why it failed, and keeps what had been written', async () => {
    const { client, scripted, lines } = await start();
    const ada = await client();
    const stream = await ada.ask({ message: 'hello' });
    const { conversationId } = await idsOf(stream);
    const answer = await scripted.answer(0);
    answer.say('It is');
    answer.fail(new AssistantError('model-rate-limited', { cause: new Error('sk-secret over quota') }));
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({
      name: 'error',
      data: { code: 'model-rate-limited', status: 503, detail: expect.stringContaining('Try again') },
    });
    expect(JSON.stringify(stream.events)).not.toContain('sk-secret');
    expect(lines.some(({ msg }) => msg === 'an answer failed')).toBe(true);
    expect((await conversationOf(ada, conversationId)).messages.at(-1)).toMatchObject({
      text: 'It is',
      state: 'failed',
    });

    const asking = ada.request('POST', '/api/chat/message', { body: { message: 'again' } });
    (await scripted.answer(1)).fail(new Error('something of ours'));
    const response = await asking;
    expect(response.status).toBe(500);
    expect(problem.parse(await response.json())).toMatchObject({ code: 'internal' });
  });

  it('counts the tokens that it took', async () => {
    const { client, scripted, metrics } = await start();
    await client();
    scripted.reached?.onUsage?.({ model: 'gpt-5', input: 100, output: 20 });
    expect(metrics.measurements).toContainEqual({
      name: 'LLMTokens',
      unit: 'Count',
      value: 100,
      dimensions: { model: 'gpt-5', direction: 'input' },
    });
  });
});

describe('a conversation', () => {
  it('goes on: what was said before is given to the assistant', async () => {
    const { client, scripted, pass } = await start();
    const ada = await client();
    const first = await askToEnd(ada, scripted, { message: 'What is Apple?' }, 'A company.');
    pass(1000);
    await askToEnd(
      ada,
      scripted,
      { message: 'And Microsoft?', conversationId: first.conversationId },
      'Another.',
    );
    expect(scripted.answers[1]?.question.history).toMatchObject([
      { role: 'user', text: 'What is Apple?' },
      { role: 'assistant', text: 'A company.', state: 'complete' },
    ]);
    const { messages, title } = await conversationOf(ada, first.conversationId);
    expect(title).toBe('What is Apple?');
    expect(messages.map(({ text }) => text)).toEqual([
      'What is Apple?',
      'A company.',
      'And Microsoft?',
      'Another.',
    ]);
  });

  it('writes one answer at a time', async () => {
    const { client } = await start();
    const ada = await client();
    const { conversationId } = await idsOf(await ada.ask({ message: 'hello' }));
    const refused = await ada.request('POST', '/api/chat/message', {
      body: { message: 'and?', conversationId },
    });
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: 'answer-in-progress' });
  });

  it('can be listed, renamed and deleted', async () => {
    const { client, scripted, pass } = await start();
    const ada = await client();
    const first = await askToEnd(ada, scripted, { message: 'first' }, 'one');
    pass(1000);
    const second = await askToEnd(ada, scripted, { message: 'second' }, 'two');
    const list = async (query = '') =>
      conversationListResponse.parse(await ada.json('GET', `/api/chat/conversations${query}`));
    expect((await list()).items.map(({ title }) => title)).toEqual(['second', 'first']);
    const page = await list('?limit=1');
    expect((await list(`?limit=1&cursor=${page.next}`)).items.map(({ id }) => id)).toEqual([
      first.conversationId,
    ]);

    const path = `/api/chat/conversations/${first.conversationId}`;
    expect(await ada.json('PATCH', path, { title: ' Renamed ' })).toMatchObject({ title: 'Renamed' });
    expect((await ada.request('PATCH', path, { body: { title: '' } })).status).toBe(400);

    expect((await ada.request('DELETE', path)).status).toBe(204);
    expect((await ada.request('DELETE', path)).status).toBe(404);
    expect((await ada.request('GET', path)).status).toBe(404);
    expect((await ada.follow(first.messageId)).status).toBe(404);
    expect((await list()).items.map(({ id }) => id)).toEqual([second.conversationId]);
  });

  it('stays deleted, though its answer was still being written', async () => {
    const { client, scripted, ports } = await start();
    const ada = await client();
    const stream = await ada.ask({ message: 'hello' });
    const { conversationId } = await idsOf(stream);
    const answer = await scripted.answer(0);
    answer.say('never kept');
    expect((await ada.request('DELETE', `/api/chat/conversations/${conversationId}`)).status).toBe(204);
    answer.finish();
    await stream.ended;
    expect(await ports.messages.newest(conversationId, 10)).toEqual([]);
  });

  it('is nobody else’s, nor are its answers', async () => {
    const { client, scripted } = await start();
    const ada = await client('ada');
    const eve = await client('eve');
    const stream = await ada.ask({ message: 'my secret' });
    const { conversationId, messageId } = await idsOf(stream);
    const path = `/api/chat/conversations/${conversationId}`;
    const attempts = [
      eve.request('GET', path),
      eve.request('PATCH', path, { body: { title: 'mine' } }),
      eve.request('DELETE', path),
      eve.request('POST', '/api/chat/message', { body: { message: 'go on', conversationId } }),
      eve.request('GET', `/api/chat/messages/${messageId}/stream`),
      eve.stop(messageId),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBe(404);
      expect(problem.parse(await response.json()).code).toBe('not-found');
    }
    expect(await eve.json('GET', '/api/chat/conversations')).toEqual({ items: [] });
    const answer = await scripted.answer(0);
    answer.finish();
    await stream.ended;
    expect(stream.events.at(-1)).toMatchObject({ name: 'done', data: { state: 'complete' } });
  });

  it('is for who is signed in', async () => {
    const { app } = await start();
    for (const [method, url] of [
      ['GET', '/api/chat/conversations'],
      ['POST', '/api/chat/message'],
      ['GET', '/api/chat/messages/x/stream'],
    ] as const)
      expect((await app.inject({ method, url, ...(method === 'POST' && { body: {} }) })).statusCode).toBe(
        401,
      );
  });
});

describe('an idempotency key', () => {
  it('leads to the same answer, however often it is sent', async () => {
    const { client, scripted } = await start();
    const ada = await client();
    const key = { 'idempotency-key': 'k1' };
    const first = await ada.ask({ message: 'hello' }, key);
    const ids = await idsOf(first);
    first.leave();
    const second = await ada.ask({ message: 'hello' }, key);
    const answer = await scripted.answer(0);
    answer.say('Hi.');
    answer.finish();
    await second.ended;
    expect(await idsOf(second)).toEqual(ids);
    expect(await askWhole(ada, { message: 'hello' }, key)).toMatchObject({
      answer: 'Hi.',
      messageId: ids.messageId,
    });
    expect(scripted.answers).toHaveLength(1);
    expect((await conversationOf(ada, ids.conversationId)).messages).toHaveLength(2);
  });

  it('leads to the same answer when it is sent twice at once', async () => {
    const { client, scripted } = await start();
    const ada = await client();
    const key = { 'idempotency-key': 'k1' };
    const asking = [1, 2, 3].map(() => askWhole(ada, { message: 'hello' }, key));
    const answer = await scripted.answer(0);
    answer.say('Hi.');
    answer.finish();
    const answers = await Promise.all(asking);
    expect(new Set(answers.map(({ messageId }) => messageId)).size).toBe(1);
    expect(scripted.answers).toHaveLength(1);
  });

  it('is refused with another message, and is each person’s own', async () => {
    const { client, scripted } = await start();
    const ada = await client('ada');
    const eve = await client('eve');
    const key = { 'idempotency-key': 'k1' };
    await askToEnd(ada, scripted, { message: 'hello' }, 'Hi, Ada.', key);
    const reused = await ada.request('POST', '/api/chat/message', {
      body: { message: 'other' },
      headers: key,
    });
    expect(reused.status).toBe(422);
    expect(await askToEnd(eve, scripted, { message: 'hello' }, 'Hi, Eve.', key)).toMatchObject({
      answer: 'Hi, Eve.',
    });
  });
});

it('is answered by the built-in analyst where no model is set', async () => {
  const app = await listeningApp();
  opened.push(app);
  app.market.set('AAPL', 139.35, { name: 'Apple Inc.', change: 1.2, changePercent: 0.87 });
  const ada = await app.client();
  const answer = await askWhole(ada, { message: "What's AAPL's price? Add it to my watchlist." });
  expect(answer).toMatchObject({ model: 'built-in analyst', state: 'complete' });
  expect(answer.answer).toMatch(/\$139\.35 USD, up \$1\.20 \(\+0\.87%\)/);
  expect(await ada.json('GET', '/api/watchlist')).toMatchObject({ items: [{ symbol: 'AAPL' }] });
});

async function askWhole(client: Client, body: object, headers: Record<string, string> = {}) {
  return chatAnswer.parse(
    await (await client.request('POST', '/api/chat/message', { body, headers })).json(),
  );
}

/** Asks, has the assistant say just this, and waits for the whole answer. */
async function askToEnd(
  client: Client,
  scripted: ReturnType<typeof createScriptedAssistant>,
  body: object,
  text: string,
  headers: Record<string, string> = {},
) {
  const next = scripted.answer(scripted.answers.length);
  const asking = askWhole(client, body, headers);
  const answer = await next;
  answer.say(text);
  answer.finish();
  return asking;
}

async function userIdOf(client: Client): Promise<string> {
  return user.parse(await client.json('GET', '/api/me')).id;
}
