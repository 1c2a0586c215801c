import type { Session as SessionTokens, User } from '@marketscope/contracts';
import type { Credentials } from '../api/api-client.ts';
import { ApiError } from '../api/api-error.ts';
import type { AuthApi } from '../api/auth.ts';
import type { Exclusive } from './exclusive.ts';
import type { RefreshTokenStorage } from './refresh-token-storage.ts';

/**
 * `restoring`: a reload found a refresh token and tries it. `unreachable`: it could not be tried, and still may be good.
 * `signed-out` tells whether a session ended by itself.
 */
export type SessionState =
  | { status: 'restoring' }
  | { status: 'unreachable'; error: unknown }
  | { status: 'signed-out'; expired: boolean }
  | { status: 'signed-in'; user: User };

/** Who is signed in, in this tab and the others. */
export interface Session {
  state(): SessionState;
  /** Calls back after each change of the state; returns how to stop that. */
  subscribe(listener: () => void): () => void;
  /** Signs in again with the token that a former visit left, if it left one. */
  restore(): Promise<void>;
  register(person: { name: string; email: string; password: string }): Promise<void>;
  signIn(credentials: { email: string; password: string }): Promise<void>;
  /** Ends the session here at once, and on the server if that can be reached. */
  signOut(): Promise<void>;
  credentials: Credentials;
}

/** Seconds before its end at which an access token is no longer worth sending. */
const renewAheadSeconds = 30;

/** Refreshes are coalesced: however many requests find the token old, one refresh is under way at a time. */
export function createSession(options: {
  auth: AuthApi;
  storage: RefreshTokenStorage;
  exclusive: Exclusive;
  now?: () => number;
}): Session {
  const { auth, storage, exclusive, now = Date.now } = options;
  const listeners = new Set<() => void>();
  let state: SessionState =
    storage.read() === null ? { status: 'signed-out', expired: false } : { status: 'restoring' };
  let access: { token: string; endsAt: number } | undefined;
  let refreshing: Promise<string | undefined> | undefined;

  function enter(next: SessionState) {
    state = next;
    for (const listener of listeners) listener();
  }

  function begin(tokens: SessionTokens) {
    access = { token: tokens.accessToken, endsAt: now() + tokens.expiresIn * 1000 };
    storage.write(tokens.refreshToken);
    enter({ status: 'signed-in', user: tokens.user });
  }

  function end(expired: boolean) {
    access = undefined;
    if (state.status !== 'signed-out') enter({ status: 'signed-out', expired });
  }

  /** The new access token, or undefined when the session is over. @throws when the API can't tell */
  async function refresh(): Promise<string | undefined> {
    return exclusive(async () => {
      // Read inside the lock: another tab may just have replaced it.
      const refreshToken = storage.read();
      if (refreshToken === null) {
        end(true);
        return undefined;
      }
      try {
        const tokens = await auth.refresh(refreshToken);
        // Signed out, or signed in anew, while the answer was on its way: that decision stands.
        if (storage.read() !== refreshToken) return access?.token;
        begin(tokens);
        return tokens.accessToken;
      } catch (error) {
        if (!(error instanceof ApiError) || error.status >= 500 || error.status === 429) throw error;
        if (storage.read() === refreshToken) {
          storage.clear();
          end(true);
        }
        return access?.token;
      }
    });
  }

  function coalescedRefresh(): Promise<string | undefined> {
    refreshing ??= refresh().finally(() => {
      refreshing = undefined;
    });
    return refreshing;
  }

  async function restore() {
    if (storage.read() === null) return;
    enter({ status: 'restoring' });
    try {
      await coalescedRefresh();
    } catch (error) {
      enter({ status: 'unreachable', error });
    }
  }

  storage.onChange((token) => {
    if (token === null) end(false);
    else if (state.status === 'signed-out') void restore();
  });

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restore,
    register: async (person) => begin(await auth.register(person)),
    signIn: async (credentials) => begin(await auth.signIn(credentials)),
    async signOut() {
      const refreshToken = storage.read();
      storage.clear();
      end(false);
      // The server forgets the session by itself after a day, should it not hear this.
      if (refreshToken !== null) await auth.signOut(refreshToken).catch(() => undefined);
    },
    credentials: {
      async accessToken() {
        if (access === undefined) return undefined;
        if (access.endsAt - now() > renewAheadSeconds * 1000) return access.token;
        return coalescedRefresh();
      },
      async renew(refused) {
        // Another request has renewed it already.
        if (access !== undefined && access.token !== refused) return access.token;
        return coalescedRefresh();
      },
    },
  };
}
