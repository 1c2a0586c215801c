import { defineConfig } from 'vitest/config';

/** The end-to-end suite: one started stack, its scenarios one after another. */
export default defineConfig({
  test: {
    include: ['src/**/*.e2e.ts'],
    globalSetup: ['src/support/started-stack.ts'],
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
