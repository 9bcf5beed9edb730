import { readFileSync } from 'node:fs';

/** What a file says in JSON; null where it cannot be read or is none. */
export function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
