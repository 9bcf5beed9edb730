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

/** The day on which commands are called, wherever and whenever the tests run: a Saturday after the made-up county's two Mondays. */
export const today = '2026-11-21';

/** Runs a command in this process, as from a pipe. */
export async function runCli(...args: string[]): Promise<CliResult> {
  const said = { out: '', err: '' };
  const terminal = {
    out: (text: string) => {
      said.out += text;
    },
    err: (text: string) => {
      said.err += text;
    },
    progressWidth: null,
  };
  const code = await runCommandLine(args, terminal, new Date(`${today}T09:30:00+08:00`));
  return { code, ...said };
}

/** A folder for the tests of one file, gone after them. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'heji-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
