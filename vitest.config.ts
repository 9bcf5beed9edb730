import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // An hour and more: npm run test:long.
    exclude: [...configDefaults.exclude, 'test/long/**'],
    // By default one core is left idle, half of a small machine.
    maxWorkers: availableParallelism(),
    // Files share their worker's modules: loading them anew for each was a tenth of the time. No test replaces a module.
    isolate: false,
    // Whole weeks are imported and inspected; a slow machine is no failure.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
