import { EventEmitter, once } from 'node:events';
import { expect, it, vi } from 'vitest';
import { createBackgroundWork } from './background-work.ts';

it('is idle when all work has ended, that included which other work started', async () => {
  const background = createBackgroundWork({ onFailure: vi.fn() });
  await background.idle();
  const gates = new EventEmitter();
  background.start(async () => {
    await once(gates, 'first');
    background.start(async () => void (await once(gates, 'second')));
  });
  const idle = vi.fn();
  const waited = background.idle().then(idle);
  gates.emit('first');
  await new Promise((resolve) => setImmediate(resolve));
  expect(idle).not.toHaveBeenCalled();
  gates.emit('second');
  await waited;
});

it('tells of work that fails, and goes on with the rest', async () => {
  const onFailure = vi.fn();
  const background = createBackgroundWork({ onFailure });
  const done = vi.fn(async () => {});
  background.start(() => Promise.reject(new Error('no table')));
  background.start(done);
  await background.idle();
  expect(onFailure.mock.calls).toEqual([[new Error('no table')]]);
  expect(done).toHaveBeenCalled();
});
