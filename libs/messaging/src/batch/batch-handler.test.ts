import { captureLogger, invocationWith, queueEvent } from '@marketscope/testing';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { createBatchHandler, type MessageContext } from './batch-handler.ts';

const schema = z.object({ id: z.string(), symbol: z.string() });
const good = (id: string) => ({ id, symbol: 'AAPL' });

it('hands every message over, parsed, with its id and receive count', async () => {
  const handle = vi.fn(async (_message: { id: string }, _context: MessageContext) => {});
  const batch = createBatchHandler({ schema, handle, logger: captureLogger().logger });
  const event = queueEvent('deliveries', [good('1'), good('2')], { receiveCount: 3 });

  expect(await batch(event, invocationWith(30_000))).toEqual({ batchItemFailures: [] });
  expect(
    handle.mock.calls.map(([message, { messageId, receiveCount }]) => [message.id, messageId, receiveCount]),
  ).toEqual([
    ['1', event.Records[0]?.messageId, 3],
    ['2', event.Records[1]?.messageId, 3],
  ]);
});

it.each([
  ['is no JSON', '{"id":', undefined],
  ['does not fit the contract', { id: 'bad', symbol: 7 }, 'bad'],
])('fails a message alone that %s, and logs why', async (_, bad, eventId) => {
  const { logger, lines } = captureLogger();
  const handled: string[] = [];
  const batch = createBatchHandler({ schema, handle: async ({ id }) => void handled.push(id), logger });
  const event = queueEvent('deliveries', [good('1'), bad, good('3')], { receiveCount: 2 });
  const badId = event.Records[1]?.messageId;

  expect(await batch(event, invocationWith(30_000))).toEqual({
    batchItemFailures: [{ itemIdentifier: badId }],
  });
  expect(handled).toEqual(['1', '3']);
  expect(lines).toMatchObject([
    { level: 'warn', messageId: badId, receiveCount: 2, err: { code: 'invalid-message' } },
  ]);
  expect(lines[0]?.['eventId']).toBe(eventId);
});

it('answers every message as failed when all fail, in place of throwing', async () => {
  const { logger, lines } = captureLogger();
  const batch = createBatchHandler({
    schema,
    handle: async () => {
      throw new Error('the table is throttled');
    },
    logger,
    parallelism: 2,
  });
  const event = queueEvent('deliveries', [good('1'), good('2')]);

  expect((await batch(event, invocationWith(30_000))).batchItemFailures).toHaveLength(2);
  expect(lines).toMatchObject(
    ['1', '2'].map((eventId) => ({ level: 'warn', eventId, err: { message: 'the table is throttled' } })),
  );
});

it('logs an error when a message is about to become a dead letter', async () => {
  const { logger, lines } = captureLogger();
  const batch = createBatchHandler({ schema, handle: async () => {}, logger });
  await batch(queueEvent('deliveries', ['nonsense'], { receiveCount: 5 }), invocationWith(30_000));
  expect(lines).toMatchObject([{ level: 'error', receiveCount: 5 }]);
});

it('never names a private value in what it logs', async () => {
  const { logger, lines } = captureLogger();
  const batch = createBatchHandler({ schema, handle: async () => {}, logger });
  await batch(
    queueEvent('deliveries', [{ id: '1', symbol: { note: 'a private note' } }]),
    invocationWith(30_000),
  );
  expect(JSON.stringify(lines)).toContain('symbol: ');
  expect(JSON.stringify(lines)).not.toContain('a private note');
});

it('handles no more messages at once than it was asked to', async () => {
  let running = 0;
  let most = 0;
  const batch = createBatchHandler({
    schema,
    handle: async () => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
    },
    logger: captureLogger().logger,
    parallelism: 3,
  });
  await batch(
    queueEvent(
      'deliveries',
      Array.from({ length: 10 }, (_, n) => good(String(n))),
    ),
    invocationWith(30_000),
  );
  expect(most).toBe(3);
});

it('answers in time when a handler hangs: that message and those that wait fail, the done ones do not', async () => {
  const { logger, lines } = captureLogger();
  const started: string[] = [];
  const batch = createBatchHandler({
    schema,
    handle: async ({ id }) => {
      started.push(id);
      if (id === 'hangs') await new Promise(() => {});
    },
    logger,
  });
  const event = queueEvent('deliveries', [good('1'), good('hangs'), good('3')]);
  const failed = event.Records.slice(1).map(({ messageId }) => ({ itemIdentifier: messageId }));

  expect(new Set((await batch(event, invocationWith(50))).batchItemFailures)).toEqual(new Set(failed));
  expect(started).toEqual(['1', 'hangs']);
  expect(lines).toMatchObject([{ err: { type: 'DOMException' } }, { err: { type: 'DOMException' } }]);
});
