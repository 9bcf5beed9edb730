import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { runCommandLine } from '../../src/cli/command-line.ts';

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command in this process, as from a pipe. */
export async function runCli(...args: string[]): Promise<CliResult> {
  const said = { out: '', err: '' };
  const code = await runCommandLine(args, {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    progressWidth: null,
  });
  return { code, ...said };
}

/** A folder for the tests of one file, gone after them. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heji-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
