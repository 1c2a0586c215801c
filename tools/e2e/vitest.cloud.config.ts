import { configDefaults, defineConfig } from 'vitest/config';
import { patience } from './src/support/patience.ts';

/** The same scenarios against a stack on a cloud that Terraform made: all but those of `npm start` itself. */
export default defineConfig({
  test: {
    include: ['src/**/*.e2e.ts'],
    exclude: [...configDefaults.exclude, 'src/laptop/**'],
    globalSetup: ['src/support/given-stack.ts'],
    fileParallelism: false,
    testTimeout: 120_000 * patience,
    hookTimeout: 180_000 * patience,
  },
});
