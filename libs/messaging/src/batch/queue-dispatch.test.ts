import { invocationWith, queueEvent } from '@marketscope/testing';
import { expect, it } from 'vitest';
import { createQueueDispatch, isQueueEvent } from './queue-dispatch.ts';

const answerAs = (name: string) => async () => ({ batchItemFailures: [{ itemIdentifier: name }] });
const dispatch = createQueueDispatch({
  notifications: answerAs('notifications'),
  deliveries: answerAs('deliveries'),
});

it('gives each batch to the handler of its queue', async () => {
  for (const queue of ['notifications', 'deliveries'])
    expect(await dispatch(queueEvent(queue, ['{}']), invocationWith(1000))).toEqual({
      batchItemFailures: [{ itemIdentifier: queue }],
    });
});

it('fails a batch of a queue that the function does not consume', async () => {
  await expect(dispatch(queueEvent('market-updates', ['{}']), invocationWith(1000))).rejects.toThrow(
    'does not consume marketscope-test-market-updates',
  );
});

it.each([
  [queueEvent('deliveries', ['{}']), true],
  [{ trigger: 'daily' }, false],
  [{ Records: [{ eventSource: 'aws:s3' }] }, false],
  [null, false],
])('knows a queue’s event from another %#', (event, expected) => {
  expect(isQueueEvent(event)).toBe(expected);
});
