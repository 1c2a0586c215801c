import type { UniverseStore } from '@marketscope/domain';

/** A universe of these symbols. */
export function createFakeUniverseStore(symbols: readonly string[] = []): UniverseStore {
  return {
    async symbols() {
      return new Set(symbols);
    },
  };
}
