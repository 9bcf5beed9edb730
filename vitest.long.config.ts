import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// What takes too long for every day: `npm run test:long`.
export default defineConfig({
  test: {
    include: ['test/long/**/*.test.ts'],
    maxWorkers: availableParallelism(),
    testTimeout: 3_600_000,
    hookTimeout: 3_600_000,
  },
});
