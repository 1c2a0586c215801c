import { captureLogger, invocationWith, queueEvent, topicEvent } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { createTopicHandler, isTopicEvent } from './topic-handler.ts';

function setUp(handle: (message: { name: string }) => Promise<void> = async () => undefined) {
  const { logger, lines } = captureLogger();
  const handled: unknown[] = [];
  const handler = createTopicHandler({
    schema: z.object({ name: z.string() }),
    async handle(message, { topicName, remainingTimeMs }) {
      handled.push({ message, topicName, remainingMs: remainingTimeMs() });
      await handle(message);
    },
    logger,
  });
  return { handler, handled, lines };
}

it('hands over a message with its topic and the time that is left', async () => {
  const { handler, handled } = setUp();
  await handler(topicEvent('alarms', { name: 'fire', more: true }), invocationWith(900));
  expect(handled).toEqual([
    { message: { name: 'fire' }, topicName: 'marketscope-test-alarms', remainingMs: 900 },
  ]);
});

it('fails for what does not fit the contract, without repeating it in the log', async () => {
  const { handler, handled, lines } = setUp();
  for (const body of ['no JSON', { name: 12_345 }])
    await expect(handler(topicEvent('alarms', body), invocationWith(900))).rejects.toThrow('contract');
  expect(handled).toEqual([]);
  expect(lines.map(({ level }) => level)).toEqual(['error', 'error']);
  expect(JSON.stringify(lines)).not.toContain('12345');
});

it('fails when the handler does, so that Lambda tries again', async () => {
  const { handler, lines } = setUp(() => Promise.reject(new Error('out of order')));
  await expect(handler(topicEvent('alarms', { name: 'fire' }), invocationWith(900))).rejects.toThrow('order');
  expect(lines).toMatchObject([{ level: 'error', err: { message: 'out of order' } }]);
});

it('knows an invocation by a topic from others', () => {
  expect(isTopicEvent(topicEvent('alarms', 'text'))).toBe(true);
  for (const other of [queueEvent('work', ['text']), { trigger: 'daily' }, { Records: [] }, null, 'text'])
    expect(isTopicEvent(other)).toBe(false);
});
