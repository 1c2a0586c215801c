import type { RefreshTokenStorage } from '../session/refresh-token-storage.ts';

/** A browser's storage in memory; `changeElsewhere` is another tab. */
export function memoryTokenStorage(
  token: string | null = null,
): RefreshTokenStorage & { changeElsewhere(token: string | null): void } {
  let kept = token;
  const listeners = new Set<(token: string | null) => void>();
  return {
    read: () => kept,
    write: (next) => {
      kept = next;
    },
    clear: () => {
      kept = null;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changeElsewhere(next) {
      kept = next;
      for (const listener of listeners) listener(next);
    },
  };
}
