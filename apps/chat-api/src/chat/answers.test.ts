import { captureLogger, createFakeAnswerLog, createFakeMessageStore } from '@marketscope/testing';
import { expect, it, vi } from 'vitest';
import { createScriptedAssistant } from '../testing/scripted-assistant.ts';
import type { WritingTimes } from './answer-writer.ts';
import { createAnswers } from './answers.ts';

const often: WritingTimes = { flushMs: 5, renewMs: 5, saveMs: 5, leaseMs: 10_000 };
const ids = { userId: 'ada', conversationId: 'talk', messageId: '01A' };

/** An answer that is being written, on stores that a test can break. */
async function setUp(times: Partial<WritingTimes> = {}) {
  const scripted = createScriptedAssistant();
  const log = createFakeAnswerLog();
  const messages = createFakeMessageStore();
  const { logger } = captureLogger();
  const assistant = scripted.makeAssistant({} as Parameters<typeof scripted.makeAssistant>[0]);
  const answers = createAnswers({ assistant, messages, log, logger, times: { ...often, ...times } });
  await messages.create({
    id: '01A',
    conversationId: 'talk',
    role: 'assistant',
    text: '',
    createdAt: '2026-11-20T15:00:00.000Z',
    state: 'writing',
    citations: [],
    toolCalls: [],
    model: 'scripted',
    expiresAt: new Date(Date.now() + 60_000),
  });
  await answers.begin(ids);
  answers.write({ ...ids, title: 'Talk', question: { userId: 'ada', message: 'hello', history: [] } });
  const answer = await scripted.answer(0);
  const stored = () => messages.get('talk', '01A');
  const loggedText = async (): Promise<string> =>
    (await log.read('01A', 0)).map((event) => (event.name === 'token' ? event.data.text : '')).join('');
  return { answers, answer, log, messages, stored, loggedText };
}

it('stores what is written as it goes, for when its events are gone', async () => {
  const { answer, stored, loggedText } = await setUp();
  answer.say('so far');
  await expect.poll(loggedText).toBe('so far');
  await expect.poll(async () => (await stored())?.text).toBe('so far');
  expect(await stored()).toMatchObject({ state: 'writing' });
});

it('loses no event to a flush that failed', async () => {
  const { answer, log, stored, loggedText } = await setUp();
  const append = vi.spyOn(log, 'append').mockRejectedValueOnce(new Error('throttled'));
  answer.say('one ');
  await expect.poll(() => append.mock.calls.length).toBeGreaterThan(0);
  answer.say('two');
  answer.finish();
  await expect.poll(async () => (await stored())?.state).toBe('complete');
  expect(await loggedText()).toBe('one two');
  expect((await log.read('01A', 0)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

it('ends, and keeps its hands off, once another process has taken it for dead', async () => {
  const { answers, answer, log, messages, stored } = await setUp();
  answer.say('mine');
  await log.settle('01A', 'interrupted');
  const theirs = {
    text: 'theirs',
    state: 'interrupted' as const,
    citations: [],
    toolCalls: [],
    model: 'scripted',
  };
  await messages.saveProgress('talk', '01A', theirs);
  const { follow } = await answers.find(ids);
  const events = await all(follow(0, new AbortController().signal));
  expect(events.at(-1)).toMatchObject({ name: 'done', data: { state: 'interrupted' } });
  expect(await stored()).toMatchObject(theirs);
});

it('ends when it can’t show for a whole lease that it lives', async () => {
  const { answers, log } = await setUp({ leaseMs: 20 });
  vi.spyOn(log, 'renew').mockRejectedValue(new Error('unreachable'));
  const { follow } = await answers.find(ids);
  const events = await all(follow(0, new AbortController().signal));
  expect(events.at(-1)).toMatchObject({ name: 'done', data: { state: 'interrupted' } });
});

it('begins nothing while the service ends', async () => {
  const { answers, answer } = await setUp();
  const closing = answers.close(20_000);
  await expect(answers.begin({ ...ids, messageId: '01B' })).rejects.toMatchObject({
    code: 'closing',
    status: 503,
  });
  answer.finish();
  await closing;
});

async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
