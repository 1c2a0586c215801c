import { createFakeSignInAttemptStore, createFakeUserStore, captureLogger } from '@marketscope/testing';
import { aUser } from '@marketscope/testing/contracts';
import { expect, it, vi } from 'vitest';
import { createSignInGuard } from './sign-in-guard.ts';

it('answers a failure that locks after the same pause, with an account and without', async () => {
  const users = createFakeUserStore();
  await users.create(aUser({ email: 'ada@example.com' }));
  const told = vi.fn();
  const pauses: { milliseconds: number; end: () => void }[] = [];
  const guard = createSignInGuard({
    attempts: createFakeSignInAttemptStore(),
    users,
    announcements: { registered: async () => undefined, locked: async ({ email }) => told(email) },
    logger: captureLogger().logger,
    clock: () => new Date('2026-11-20T17:00:00.000Z'),
    lockAnswerMs: 500,
    pause: (milliseconds) =>
      new Promise((resolve) => {
        pauses.push({ milliseconds, end: resolve });
      }),
  });

  for (const email of ['ada@example.com', 'nobody@example.com']) {
    for (let failure = 1; failure <= 4; failure++)
      await guard.failed(email, await guard.countAttempt(email, 'test'), 'test');
    expect(pauses).toEqual([]);

    const answered = vi.fn();
    const locking = guard.failed(email, await guard.countAttempt(email, 'test'), 'test').then(answered);
    await vi.waitFor(() => expect(pauses).toHaveLength(1));
    const [pause] = pauses.splice(0);
    expect(pause?.milliseconds).toBe(500);
    if (email === 'ada@example.com') await vi.waitFor(() => expect(told).toHaveBeenCalledWith(email));
    expect(answered).not.toHaveBeenCalled();
    pause?.end();
    await locking;
  }
  expect(told).toHaveBeenCalledTimes(1);
});
