import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { afterEach } from 'vitest';

type Call = keyof typeof fs &
  ('renameSync' | 'readdirSync' | 'openSync' | 'writeSync' | 'writeFileSync' | 'copyFileSync' | 'linkSync' | 'mkdirSync');

const originals = new Map<Call, unknown>();

afterEach(restoreDisk);

/**
 * Makes a call of the file system fail with a system's error where `isHit` says so of its first argument. Tests run as root, to whom no
 * permission is denied, and on disks that are not full.
 */
export function breakDisk(call: Call, code: string, isHit: (path: string) => boolean): void {
  const original = fs[call] as (...args: unknown[]) => unknown;
  if (!originals.has(call)) originals.set(call, original);
  Object.assign(fs, {
    [call]: (...args: unknown[]) => {
      if (!isHit(String(args[0]))) return original(...args);
      throw Object.assign(new Error(`${code}: broken by the test, ${call} '${args[0]}'`), { code, syscall: call, path: String(args[0]) });
    },
  });
  syncBuiltinESMExports();
}

export function restoreDisk(): void {
  for (const [call, original] of originals) Object.assign(fs, { [call]: original });
  originals.clear();
  syncBuiltinESMExports();
}
