import { session, type Session } from '@marketscope/contracts';
import type { ApiClient } from './api-client.ts';

/** Accounts and their sessions. */
export interface AuthApi {
  register(person: { name: string; email: string; password: string }): Promise<Session>;
  /** @throws ApiError 401 for wrong credentials, 423 while the account is locked */
  signIn(credentials: { email: string; password: string }): Promise<Session>;
  /** @throws ApiError 401 when the session has ended */
  refresh(refreshToken: string): Promise<Session>;
  signOut(refreshToken: string): Promise<void>;
}

/** The client must send no credentials: these requests are what makes them. */
export function createAuthApi(client: ApiClient): AuthApi {
  return {
    register: (body) => client.json('/api/auth/register', session, { method: 'POST', body }),
    signIn: (body) => client.json('/api/auth/login', session, { method: 'POST', body }),
    refresh: (refreshToken) =>
      client.json('/api/auth/refresh', session, { method: 'POST', body: { refreshToken } }),
    signOut: (refreshToken) => client.send('/api/auth/logout', { method: 'POST', body: { refreshToken } }),
  };
}
