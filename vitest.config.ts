import { defineConfig } from 'vitest/config';

/** One configuration for every project; each is run from its own folder (see the `test` target in nx.json). */
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'src/**/*.test.tsx'],
    environment: 'node',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
