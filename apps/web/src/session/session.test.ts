import { describe, expect, it, vi } from 'vitest';
import { createApiClient } from '../api/api-client.ts';
import { UnreachableError } from '../api/api-error.ts';
import { createAuthApi } from '../api/auth.ts';
import { createFakeApi } from '../testing/fake-api.ts';
import { memoryTokenStorage } from '../testing/memory-token-storage.ts';
import { createWatchlistApi } from '../api/watchlist.ts';
import type { Exclusive } from './exclusive.ts';
import { createSession } from './session.ts';

/** A lock as the browser's: whoever comes waits for who came before. */
function oneAtATime(): Exclusive {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const run = last.then(work);
    last = run.catch(() => undefined);
    return run;
  };
}

function setUp({ storage = memoryTokenStorage(), exclusive = oneAtATime(), api = createFakeApi() } = {}) {
  let now = Date.now();
  const session = createSession({
    auth: createAuthApi(createApiClient({ fetch: api.fetch })),
    storage,
    exclusive,
    now: () => now,
  });
  const watchlist = createWatchlistApi(
    createApiClient({ fetch: api.fetch, credentials: session.credentials }),
  );
  return {
    api,
    storage,
    session,
    watchlist,
    refreshes: () => api.calls.filter((call) => call === 'POST /api/auth/refresh').length,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

const ada = { email: 'ada@example.com', password: 'difference engine' };

describe('refreshing', () => {
  it('happens once for all the requests that find their token refused', async () => {
    const { api, session, watchlist, refreshes } = setUp();
    await session.signIn(ada);
    api.expireAccessTokens();

    const answers = await Promise.all([watchlist.list(), watchlist.list(), watchlist.list()]);

    expect(answers).toEqual([[], [], []]);
    expect(refreshes()).toBe(1);
  });

  it('comes before a request whose token is about to end', async () => {
    const { api, session, watchlist, refreshes, pass } = setUp();
    await session.signIn(ada);
    pass(880_000);
    await watchlist.list();
    expect(refreshes()).toBe(1);
    expect(api.calls.filter((call) => call === 'GET /api/watchlist')).toHaveLength(1);
  });

  it('does not spend a token that another tab is spending', async () => {
    const api = createFakeApi();
    const storage = memoryTokenStorage(api.openSession().refreshToken);
    const exclusive = oneAtATime();
    const tabs = [setUp({ api, storage, exclusive }), setUp({ api, storage, exclusive })];

    await Promise.all(tabs.map(({ session }) => session.restore()));

    expect(tabs.map(({ session }) => session.state().status)).toEqual(['signed-in', 'signed-in']);
  });
});

describe('a reload', () => {
  it('signs in again with the token that was kept', async () => {
    const api = createFakeApi();
    const { session } = setUp({ api, storage: memoryTokenStorage(api.openSession().refreshToken) });
    expect(session.state().status).toBe('restoring');
    await session.restore();
    expect(session.state()).toMatchObject({ status: 'signed-in', user: { email: 'ada@example.com' } });
  });

  it('asks to sign in when the session has ended meanwhile', async () => {
    const { session, storage } = setUp({ storage: memoryTokenStorage('long gone') });
    await session.restore();
    expect(session.state()).toEqual({ status: 'signed-out', expired: true });
    expect(storage.read()).toBeNull();
  });

  it('keeps the token when the API can’t be reached, for another try', async () => {
    const api = createFakeApi();
    const { session, storage } = setUp({ api, storage: memoryTokenStorage(api.openSession().refreshToken) });
    api.break('POST /api/auth/refresh', 'network');
    await session.restore();
    expect(session.state()).toEqual({ status: 'unreachable', error: expect.any(UnreachableError) });

    api.mend();
    expect(storage.read()).not.toBeNull();
    await session.restore();
    expect(session.state().status).toBe('signed-in');
  });
});

describe('a session ends', () => {
  it('here and on the server by signing out', async () => {
    const { api, session, storage } = setUp();
    await session.signIn(ada);
    await session.signOut();
    expect(session.state()).toEqual({ status: 'signed-out', expired: false });
    expect(storage.read()).toBeNull();
    expect(api.calls).toContain('POST /api/auth/logout');
  });

  it('here even when the server does not hear of it', async () => {
    const { api, session } = setUp();
    await session.signIn(ada);
    api.break('POST /api/auth/logout', 'network');
    await session.signOut();
    expect(session.state().status).toBe('signed-out');
  });

  it('with the sign-out in another tab', async () => {
    const storage = memoryTokenStorage();
    const { session } = setUp({ storage });
    await session.signIn(ada);
    storage.changeElsewhere(null);
    expect(session.state().status).toBe('signed-out');
  });

  it('when a request finds that it has ended on the server', async () => {
    const { api, session, watchlist } = setUp();
    await session.signIn(ada);
    api.endSessions();
    await expect(watchlist.list()).rejects.toMatchObject({ status: 401 });
    expect(session.state()).toEqual({ status: 'signed-out', expired: true });
  });

  it('for good, when someone signs out while a refresh is on its way', async () => {
    const { api, session, refreshes } = setUp();
    await session.signIn(ada);
    const token = (await session.credentials.accessToken()) ?? '';
    const renewed = session.credentials.renew(token);
    await vi.waitFor(() => expect(refreshes()).toBe(1));
    const signedOut = session.signOut();
    await Promise.all([renewed, signedOut]);
    expect(session.state().status).toBe('signed-out');
    expect(await session.credentials.accessToken()).toBeUndefined();
    expect(api.calls.at(-1)).toBe('POST /api/auth/logout');
  });
});
