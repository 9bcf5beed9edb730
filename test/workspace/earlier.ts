import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll } from 'vitest';

/** Workspaces of earlier versions: test/files/README.md. */
export const earlierWorkspaces = ['1-first-inspection', '1-any-file', '1-all-checks'] as const;
export type EarlierWorkspace = (typeof earlierWorkspaces)[number];

/** A copy of a workspace as that version left it, gone after the tests. */
export function earlierWorkspace(name: EarlierWorkspace): string {
  const folder = mkdtempSync(join(tmpdir(), 'heji-earlier-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(join(import.meta.dirname, '../files/formats', `${name}.zip`))))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  for (const empty of ['inbox', 'outbox']) mkdirSync(join(folder, empty));
  return folder;
}
