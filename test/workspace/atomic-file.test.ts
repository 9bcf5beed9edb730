import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFile } from '../../src/workspace/atomic-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heji-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('creates a file with all of its content and nothing beside it', () => {
  const content = '核籍\n'.repeat(100_000);
  expect(createFile(join(folder, 'a', '000001.json'), content)).toBe(true);
  expect(readFileSync(join(folder, 'a', '000001.json'), 'utf8')).toBe(content);
  expect(readdirSync(join(folder, 'a'))).toEqual(['000001.json']);
});

it('leaves a file that is there as it is', () => {
  const path = join(folder, '000001.json');
  createFile(path, 'first');
  expect(createFile(path, 'second')).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(folder)).toEqual(['000001.json']);
});
