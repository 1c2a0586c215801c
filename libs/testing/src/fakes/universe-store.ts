import type { UniverseStore } from '@marketscope/domain';

/** A universe of these symbols, which are on no list. */
export function createFakeUniverseStore(symbols: readonly string[] = []): UniverseStore {
  const put = new Set(symbols);
  let listed = new Set<string>();
  let version: string | undefined;
  return {
    async symbols() {
      return new Set([...put, ...listed]);
    },
    async listVersion() {
      return version;
    },
    async replaceListed(list, of) {
      listed = new Set(list);
      version = of;
    },
  };
}
