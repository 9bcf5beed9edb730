import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Whole weeks are imported and inspected; a slow machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
