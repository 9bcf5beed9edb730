import { existsSync } from 'node:fs';
import type { RunEvent } from '../ledger/event.ts';
import { createFile } from '../workspace/atomic-file.ts';
import type { Workspace } from '../workspace/workspace.ts';

const markFile = 'rendered.json';

/** Says that all reports of a run were written to the outbox. What its user does with them there is nobody's business. */
export function markRendered(workspace: Workspace, folder: string): void {
  createFile(workspace.path('ledger', 'runs', folder, markFile), '{}\n');
}

/**
 * Runs that were committed and whose process ended before their reports were written, oldest first. Runs of format 1 did not say, and
 * those whose records are gone cannot be reported.
 */
export const unrenderedRuns = (workspace: Workspace, runs: readonly RunEvent[]): RunEvent[] =>
  runs.filter(({ folder, program }) => {
    const kept = workspace.path('ledger', 'runs', folder);
    return program !== '' && existsSync(kept) && !existsSync(workspace.path('ledger', 'runs', folder, markFile));
  });
