import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { categories } from '../../src/checks/definition.ts';

it('each category of checks has its cases tested', () => {
  const missing = Object.keys(categories).filter((category) => !existsSync(new URL(`${category}.test.ts`, import.meta.url)));
  expect(missing).toEqual([]);
});
