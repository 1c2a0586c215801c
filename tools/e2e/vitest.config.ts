import { defineConfig } from 'vitest/config';

/** The end-to-end suite on a laptop: one started stack, its scenarios one after another, and how `npm start` behaves. */
export default defineConfig({
  test: {
    include: ['src/**/*.e2e.ts'],
    globalSetup: ['src/support/started-stack.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
