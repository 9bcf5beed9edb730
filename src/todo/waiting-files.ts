import { existsSync, readdirSync } from 'node:fs';
import { listDrop } from '../lake/inbox.ts';
import type { Manifest } from '../lake/manifest.ts';
import { questionnaireName } from '../titles/questionnaire.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** A file that lies there and was not taken. `reason`: why the last import did not; null: none has seen it. */
export interface WaitingFile {
  readonly file: string;
  readonly reason: string | null;
}

/** What lies in inbox/. */
export function waitingFiles(workspace: Workspace, manifests: readonly Manifest[]): WaitingFile[] {
  const last = manifests.findLast((manifest) => manifest.kind === 'import');
  const refusals = last?.kind === 'import' ? last.refusals : [];
  return filesIn(workspace.inbox).map((file) => ({
    file,
    // Of a workbook or an archive the first sheet or member that was refused says enough.
    reason: refusals.find((refused) => refused.file === file || refused.file.startsWith(`${file}/`))?.reason ?? null,
  }));
}

/** Workbooks of schools in replies/ that were not taken yet. */
export const waitingReplies = (workspace: Workspace): WaitingFile[] =>
  filesIn(workspace.path('replies')).map((file) => ({ file, reason: null }));

const filesIn = (folder: string): string[] =>
  listDrop(folder, [])
    .filter(({ junk }) => junk === null)
    .map(({ file }) => file);

/** 列名对照 in outbox/, relative to the workspace: it is there as long as a question is open. */
export function openQuestionnaires(workspace: Workspace): string[] {
  const outbox = workspace.path('outbox');
  if (!existsSync(outbox)) return [];
  return readdirSync(outbox)
    .filter((name) => name.startsWith(questionnaireName) && name.endsWith('.xlsx'))
    .map((name) => `outbox/${name}`);
}
