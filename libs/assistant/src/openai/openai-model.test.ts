import { afterEach, describe, expect, it } from 'vitest';
import { assistantOnFakes } from '../testing/assistant-on-fakes.ts';
import { called, said, startOpenAiServer, type Reply } from '../testing/openai-server.ts';
import { chooseModel } from '../model-choice.ts';
import { createModelSource } from '../model-source.ts';
import type { AssistantEvent } from '../assistant.ts';

let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

async function setUp(...replies: Reply[]) {
  const server = await startOpenAiServer(...replies);
  stop = server.stop;
  const choice = chooseModel({ apiKey: 'sk-test', baseUrl: server.baseUrl, model: 'gpt-test' });
  return { server, ...assistantOnFakes({ choice, limits: { silenceMs: 5000 } }) };
}

it('calls tools in deltas, answers in deltas, and tells what it cost', async () => {
  const usage = { prompt_tokens: 90, completion_tokens: 12, total_tokens: 102 };
  const {
    ask,
    server,
    usage: told,
  } = await setUp(
    {
      chunks: called(
        { name: 'get_quote', args: '{"symbols":["AAPL"]}' },
        { name: 'list_watchlist', args: '' },
      ),
    },
    { chunks: [...said('Apple is at $139.35.'), { usage }] },
  );
  const { answer, toolNames, citations, events } = await ask("What's AAPL's price?");
  expect(answer).toBe('Apple is at $139.35.');
  expect(toolNames).toEqual(['get_quote', 'list_watchlist']);
  expect(citations).toHaveLength(1);
  expect(events.filter(({ name }) => name === 'token').length).toBe(4);
  expect(told).toEqual([{ model: 'gpt-test', input: 90, output: 12 }]);

  const [first, second] = server.requests;
  expect(first).toMatchObject({ model: 'gpt-test', stream: true, authorization: 'Bearer sk-test' });
  expect(first?.tools?.map((tool) => tool.function.name)).toContain('create_alert');
  expect(first?.messages.map(({ role }) => role)).toEqual(['system', 'user']);
  expect(second?.messages.slice(2).map(({ role, tool_call_id }) => [role, tool_call_id])).toEqual([
    ['assistant', undefined],
    ['tool', 'call-1'],
    ['tool', 'call-2'],
  ]);
});

it('asks a deployment of Azure by its own address, version and header', async () => {
  const server = await startOpenAiServer({ chunks: said('Here I am.') });
  stop = server.stop;
  const choice = chooseModel({
    apiKey: 'azure-key',
    azure: { endpoint: new URL(server.baseUrl).origin, deployment: 'our-gpt', apiVersion: '2024-10-21' },
  });
  const { ask } = assistantOnFakes({ choice });
  expect((await ask('AAPL')).answer).toBe('Here I am.');
  expect(server.requests).toMatchObject([
    { url: '/openai/deployments/our-gpt/chat/completions?api-version=2024-10-21', apiKey: 'azure-key' },
  ]);
});

describe('a key that is changed while an answer is written', () => {
  const lookUp = called({ name: 'get_quote', args: '{"symbols":["AAPL"]}' });

  async function withKeys(keys: (string | undefined)[], ...replies: Reply[]) {
    const server = await startOpenAiServer(...replies);
    stop = server.stop;
    let current = keys.shift();
    const source = createModelSource(
      { baseUrl: server.baseUrl },
      { get: async () => current, renew: async () => (current = keys.shift()) },
    );
    return { server, ...assistantOnFakes({ source }) };
  }

  it('is read again when the server refuses the one before, and the answer goes on', async () => {
    const { ask, server } = await withKeys(
      ['sk-old', 'sk-new'],
      { chunks: lookUp },
      { status: 401 },
      { chunks: said('Apple is at $139.35.') },
      { chunks: said('Still here.') },
    );
    expect((await ask('AAPL')).answer).toBe('Apple is at $139.35.');
    await ask('And now?');
    expect(server.requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer sk-old',
      'Bearer sk-old',
      'Bearer sk-new',
      'Bearer sk-new',
    ]);
  });

  it.each([
    ['the same', ['sk-old', 'sk-old']],
    ['gone', ['sk-old', undefined]],
  ])('ends the answer when the key is %s', async (_, keys) => {
    const { ask, server } = await withKeys(keys, { status: 401 });
    await expect(ask('AAPL')).rejects.toMatchObject({ code: 'model-unauthorised' });
    expect(server.requests).toHaveLength(1);
  });

  it('is tried once: a new one that is refused too ends the answer', async () => {
    const { ask, server } = await withKeys(
      ['sk-old', 'sk-new', 'sk-newer'],
      { status: 401 },
      { status: 401 },
    );
    await expect(ask('AAPL')).rejects.toMatchObject({ code: 'model-unauthorised' });
    expect(server.requests).toHaveLength(2);
  });
});

it('changes nothing the person has not asked for until they say yes', async () => {
  const add = called({ name: 'add_to_watchlist', args: '{"symbol":"NVDA"}' });
  const { ask, watchlist, server } = await setUp(
    { chunks: add },
    { chunks: said('Shall I add NVDA to your watchlist?') },
    { chunks: add },
    { chunks: said('Added.') },
    { chunks: called({ name: 'add_to_watchlist', args: '{"symbol":"TSLA"}' }) },
    { chunks: said('Shall I add TSLA?') },
  );
  await ask('What do you think of NVDA?');
  expect(await watchlist.list('ada')).toEqual([]);
  await ask('yes');
  expect(await watchlist.list('ada')).toMatchObject([{ symbol: 'NVDA' }]);
  await ask('yes');
  expect(await watchlist.list('ada')).toHaveLength(1);
  expect(server.requests[2]?.messages.map(({ role }) => role)).toEqual([
    'system',
    'user',
    'assistant',
    'tool',
    'assistant',
    'user',
  ]);
});

it('takes what a model leaves out as null, and makes just the alert that was asked for', async () => {
  const args = {
    symbol: 'tsla',
    kind: 'change-percent',
    direction: 'below',
    threshold: -5,
    basePrice: null,
    repeat: true,
    cooldownMinutes: null,
    expiresOn: '2026-11-27',
    note: null,
  };
  const { ask, alerts, server } = await setUp(
    { chunks: called({ name: 'create_alert', args: JSON.stringify(args) }) },
    { chunks: said('Set.') },
  );
  await ask('Alert me every time TSLA falls 5% in a day, until Friday');
  expect(await alerts.list('ada')).toMatchObject([
    {
      symbol: 'TSLA',
      kind: 'change-percent',
      threshold: -5,
      state: 'armed',
      repeat: true,
      cooldownMinutes: 720,
      expiresAt: '2026-11-28T05:00:00.000Z',
    },
  ]);
  const told = server.requests[1]?.messages.at(-1);
  expect(JSON.parse(String(told?.['content']))).toMatchObject({
    condition: 'down 5% or more on the day',
    waitsBecause: null,
    now: -1.7,
    lastYear: { wouldHaveFired: 0, sessions: 252 },
  });
});

it('has the user asked before an alert is made in another way than they said', async () => {
  const args = '{"symbol":"TSLA","direction":"below","threshold":200,"repeat":true}';
  const { ask, alerts } = await setUp(
    { chunks: called({ name: 'create_alert', args }) },
    { chunks: said('Shall I have it repeat?') },
    { chunks: called({ name: 'create_alert', args }) },
    { chunks: said('Done.') },
  );
  const { toolCalls } = await ask('Alert me when TSLA drops below 200');
  expect(toolCalls[0]?.outcome).toMatchObject({ ok: true, result: { status: 'needs-confirmation' } });
  expect(await alerts.list('ada')).toEqual([]);
  await ask('yes');
  expect(await alerts.list('ada')).toMatchObject([{ symbol: 'TSLA', repeat: true }]);
});

it('looks through the screen, mends a filter as it is told, and cites the day', async () => {
  const screen = (filter: string) => ({
    chunks: called({
      name: 'run_screen',
      args: JSON.stringify({ filter, sort: 'rsi14', limit: null, date: null }),
    }),
  });
  const { ask, server } = await setUp(screen('rsy < 30'), screen('rsi < 30'), {
    chunks: said('IBM has an RSI of 27.4.'),
  });
  const { toolCalls, citations } = await ask('What is oversold?');
  expect(toolCalls.map(({ outcome }) => outcome?.ok)).toEqual([false, true]);
  expect(String(server.requests[1]?.messages.at(-1)?.['content'])).toContain('Did you mean “rsi”?');
  expect(toolCalls[1]?.outcome).toMatchObject({
    result: {
      date: '2026-11-20',
      symbols: 6,
      matched: 1,
      rows: [{ symbol: 'IBM', rsi14: 27.4, source: 'replay' }],
    },
  });
  expect(citations).toEqual([{ kind: 'screen', date: '2026-11-20', sources: ['replay'] }]);
});

it('does not complete arguments that broke off', async () => {
  const { ask, alerts } = await setUp(
    { chunks: called({ name: 'create_alert', args: '{"symbol":"TSLA","direction":"below","threshold":20' }) },
    { chunks: said('I could not set it.') },
  );
  const { toolCalls } = await ask('Alert me when TSLA drops below 20');
  expect(toolCalls[0]?.outcome).toEqual({ ok: false, error: 'The arguments are not a JSON object.' });
  expect(await alerts.list('ada')).toEqual([]);
});

it.each<[string, Reply[], number]>([
  ['model-unauthorised', [{ status: 401 }], 1],
  ['model-rejected', [{ status: 400 }], 1],
  ['model-rejected', [{ status: 404 }], 1],
  ['model-rate-limited', [{ status: 429 }], 1],
  [
    'model-rate-limited',
    [{ status: 429, body: { error: { code: 'insufficient_quota', message: 'pay' } } }],
    1,
  ],
])('tells %s for what no second try would mend', async (code, replies, tries) => {
  const { ask, server } = await setUp(...replies);
  await expect(ask('AAPL')).rejects.toMatchObject({ code });
  expect(server.requests).toHaveLength(tries);
});

it.each<[string, Reply]>([
  ['a server error', { status: 500 }],
  ['a rate limit that says when to come back', { status: 429, headers: { 'retry-after': '1' } }],
])('tries again after %s', async (_, reply) => {
  const { ask, server } = await setUp(reply, { chunks: said('Here I am.') });
  expect((await ask('AAPL')).answer).toBe('Here I am.');
  expect(server.requests).toHaveLength(2);
});

it.each<['cut' | 'torn', string]>([
  ['cut', 'model-cut-off'],
  ['torn', 'model-unavailable'],
])('notices a stream that is %s, and keeps what had arrived', async (end, code) => {
  const { assistant } = await setUp({ chunks: said('Apple is at').slice(0, -1), end });
  const events: AssistantEvent[] = [];
  const reading = async (): Promise<void> => {
    const question = { userId: 'ada', message: 'AAPL', history: [] };
    for await (const event of assistant.answer(question, new AbortController().signal)) events.push(event);
  };
  await expect(reading()).rejects.toMatchObject({ code });
  expect(events).toHaveLength(3);
});

it('waits no longer for a silent model than it may, without trying again', async () => {
  const server = await startOpenAiServer('silence');
  stop = server.stop;
  const choice = chooseModel({ baseUrl: server.baseUrl });
  const { ask } = assistantOnFakes({ choice, limits: { silenceMs: 300 } });
  await expect(ask('AAPL')).rejects.toMatchObject({ code: 'model-timeout' });
  expect(server.requests).toHaveLength(1);
});

it.each([
  [{}, { kind: 'analyst', name: 'built-in analyst' }],
  [{ model: 'gpt-5' }, { kind: 'analyst', name: 'built-in analyst' }],
  [{ apiKey: 'sk' }, { kind: 'openai', apiKey: 'sk', name: 'gpt-5-mini' }],
  [
    { baseUrl: 'http://localhost:11434/v1', model: 'llama' },
    { kind: 'openai', apiKey: 'none', name: 'llama' },
  ],
  [
    {
      apiKey: 'key',
      azure: { endpoint: 'https://us.openai.azure.com', deployment: 'our-gpt', apiVersion: '1' },
    },
    { kind: 'azure', apiKey: 'key', name: 'our-gpt' },
  ],
  [
    { azure: { endpoint: 'https://us.openai.azure.com', deployment: 'our-gpt', apiVersion: '1' } },
    { kind: 'analyst', name: 'built-in analyst' },
  ],
])('given %j, the model is %j', (settings, choice) => {
  expect(chooseModel(settings)).toMatchObject(choice);
});
