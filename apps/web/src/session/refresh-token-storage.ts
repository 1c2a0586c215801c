/**
 * Where the refresh token outlives a reload.
 *
 * It is kept in `localStorage`, which any script of this origin can read. The alternative, an HttpOnly cookie, can't be
 * read by a script but is sent by itself, so it needs protection against forged requests, and the API, which programs
 * use as well, carries tokens in bodies. We accept the storage because what could read it is kept out: a policy that
 * admits no script but our own files, no HTML made from text anywhere in the page, and no third-party script. What a
 * thief would gain is bounded, too: a session ends after 24 hours, and signing out ends it at once. The access token,
 * which is what requests carry, is only ever in memory.
 */
export interface RefreshTokenStorage {
  read(): string | null;
  write(token: string): void;
  clear(): void;
  /** Calls back when another tab signed in or out; returns how to stop that. */
  onChange(listener: (token: string | null) => void): () => void;
}

const key = 'marketscope.refresh-token';

/** Keeps the token in the browser's `localStorage`, shared by the tabs of this origin. */
export function browserRefreshTokenStorage(page: Window): RefreshTokenStorage {
  return {
    read: () => page.localStorage.getItem(key),
    write: (token) => page.localStorage.setItem(key, token),
    clear: () => page.localStorage.removeItem(key),
    onChange(listener) {
      const changed = (event: StorageEvent) => {
        // `key` is null when the whole storage was cleared.
        if (event.key === key || event.key === null) listener(event.newValue);
      };
      page.addEventListener('storage', changed);
      return () => page.removeEventListener('storage', changed);
    },
  };
}
