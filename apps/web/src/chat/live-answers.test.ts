import { describe, expect, it, vi } from 'vitest';
import { createApiClient } from '../api/api-client.ts';
import { createChatApi } from '../api/chat.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import { steppedPause } from '../testing/stepped-pause.ts';
import { createLiveAnswers, type LiveAnswer } from './live-answers.ts';

function setUp() {
  const api = createFakeApi();
  const session = api.openSession();
  const pauses = steppedPause();
  const finished: LiveAnswer[] = [];
  const outdated: string[] = [];
  const client = createApiClient({
    fetch: api.fetch,
    credentials: { accessToken: async () => session.accessToken, renew: async () => undefined },
  });
  const live = createLiveAnswers({
    chat: createChatApi(client),
    pause: pauses.pause,
    finished: (answer) => finished.push(answer),
    outdated: (conversationId) => outdated.push(conversationId),
  });
  /** Asks in a new conversation, and waits until the server has named it. */
  async function ask(question = 'What’s AAPL’s price?') {
    const named = await new Promise<string>((resolve) => live.ask(question, undefined, resolve));
    const answer = api.answers[0];
    if (answer === undefined) throw new Error('the fake was not asked');
    return { conversationId: named, answer, text: () => live.get(named)?.draft.text };
  }
  return { api, live, finished, outdated, pauses, ask };
}

const token = (text: string) => ({ name: 'token', data: { text } }) as const;

describe('an answer that is being written', () => {
  it('goes on where it was when the connection drops', async () => {
    const { finished, pauses, ask } = setUp();
    const { answer, text } = await ask();
    answer.emit(token('Apple is '));
    await vi.waitFor(() => expect(text()).toBe('Apple is '));

    answer.cutConnections();
    await vi.waitFor(() => expect(pauses.waiting()).toHaveLength(1));
    answer.emit(token('at $139.35'));
    pauses.pass();

    await vi.waitFor(() => expect(text()).toBe('Apple is at $139.35'));
    expect(answer.connections).toEqual([undefined, '2']);
    answer.finish();
    await vi.waitFor(() => expect(finished).toHaveLength(1));
    expect(finished[0]?.draft).toMatchObject({ text: 'Apple is at $139.35', state: 'complete' });
  });

  it('repeats no text when the server repeats events', async () => {
    const { api, live, pauses, ask } = setUp();
    const { conversationId, answer, text } = await ask();
    answer.emit(token('Apple '));
    await vi.waitFor(() => expect(text()).toBe('Apple '));
    // As a server would that knows no Last-Event-ID.
    const replayAll = answer.connect.bind(answer);
    Object.assign(answer, {
      connect: (_: string | undefined, signal: AbortSignal) => replayAll(undefined, signal),
    });
    answer.cutConnections();
    await vi.waitFor(() => expect(pauses.waiting()).toHaveLength(1));
    pauses.pass();
    await vi.waitFor(() => expect(api.answers[0]?.connections).toHaveLength(2));
    answer.emit(token('rose'));
    await vi.waitFor(() => expect(live.get(conversationId)?.draft.text).toBe('Apple rose'));
  });

  it('waits longer each time, gives up, and goes on when told to', async () => {
    const { api, live, pauses, ask } = setUp();
    const { conversationId, answer, text } = await ask();
    api.break('GET /api/chat/messages', 'network');
    answer.cutConnections();
    const waits: number[] = [];
    while (live.get(conversationId)?.connection !== 'lost') {
      await vi.waitFor(() =>
        expect(pauses.waiting().length > 0 || live.get(conversationId)?.connection === 'lost').toBe(true),
      );
      waits.push(...pauses.waiting());
      pauses.pass();
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.length).toBeGreaterThan(3);

    api.mend();
    answer.emit(token('Still here'));
    live.retry(conversationId);
    await vi.waitFor(() => expect(text()).toBe('Still here'));
  });

  it('is read from the store when there is nothing to follow any more', async () => {
    const { live, outdated } = setUp();
    live.resume('conversation-old', 'message-old');
    await vi.waitFor(() => expect(outdated).toEqual(['conversation-old']));
    expect(live.get('conversation-old')).toBeUndefined();
  });
});

describe('a question', () => {
  it('whose answer was lost is sent again under the same key, so it is asked once', async () => {
    const { api, live } = setUp();
    api.break('POST /api/chat/message', 'answer-lost');
    live.ask('What’s AAPL’s price?', undefined, () => undefined);
    await vi.waitFor(() => expect(live.get(undefined)?.connection).toBe('lost'));

    api.mend();
    live.retry(undefined);
    const conversationId = api.conversations[0]?.id;
    await vi.waitFor(() => expect(live.get(conversationId)?.messageId).toBe(api.answers[0]?.messageId));
    expect(api.answers).toHaveLength(1);
  });

  it('whose answer is stopped before it has a name is stopped as soon as it has', async () => {
    const { api, live, finished } = setUp();
    live.ask('What’s AAPL’s price?', undefined, () => undefined);
    live.stop(undefined);
    await vi.waitFor(() => expect(finished).toHaveLength(1));
    expect(finished[0]?.draft.state).toBe('stopped');
    expect(api.calls.some((call) => call.endsWith('/stop'))).toBe(true);
  });
});
