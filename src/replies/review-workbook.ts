import { existsSync, rmSync } from 'node:fs';
import { createTableFromRows } from '../engine/json-table.ts';
import { Failure } from '../failure.ts';
import { newWorkFolder } from '../lake/work-folder.ts';
import { actionWords, type ReplyAction } from '../packages/reply-words.ts';
import { appendAccess } from '../privacy/access-log.ts';
import { renderReport } from '../reports/render.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { withLedger } from './ledger-relations.ts';
import { returnedSheets } from './returned-sheets.ts';
import { decisionsOf, reviewFile } from './review-sheet.ts';
import { createLastReplies, readLastReplies } from './to-judge.ts';

/** 待审说明 as it was written. */
export interface ExportedReview {
  /** Null: nothing waits, and there is no workbook. */
  readonly file: string | null;
  readonly replies: number;
}

const columns = {
  reply: 'varchar',
  number: 'varchar',
  school_code: 'varchar',
  school_name: 'varchar',
  place: 'varchar',
  name: 'varchar',
  problem: 'varchar',
  message: 'varchar',
  action: 'varchar',
  situation: 'varchar',
  proof: 'varchar',
  responsible: 'varchar',
  done_on: 'date',
  answered_on: 'date',
};

/** Writes the answers that the bureau has to judge into outbox/待审说明.xlsx. `now`: 'YYYY-MM-DD HH:MM:SS' */
export function exportReview(workspace: Workspace, now: string): Promise<ExportedReview> {
  const wanted = workspace.path('outbox', reviewFile);
  return withLedger(workspace, async (engine) => {
    await createLastReplies(engine);
    const rows = await readLastReplies(engine, { isToJudge: true, school: null });
    if (rows.length === 0) return { file: null, replies: 0 };
    await refuseDecided(workspace, wanted);
    await createTableFromRows(
      engine,
      'review_lines',
      columns,
      rows.map((row) => ({
        reply: row.reply,
        number: row.number,
        school_code: row.school,
        school_name: row.school_name,
        place: `${row.grade_label ?? ''}${row.class_label ?? ''}`,
        name: row.name,
        problem: row.check_title,
        message: row.message,
        action: actionWords[row.action as ReplyAction],
        situation: row.situation,
        proof: row.proof,
        responsible: row.responsible,
        done_on: row.done_on,
        answered_on: String(row.at).slice(0, 10),
      })),
    );
    await createTableFromRows(engine, 'review_batch', { county_name: 'varchar', made_on: 'varchar' }, [
      { county_name: workspace.settings.county_name, made_on: now },
    ]);
    const entry = { action: '写出待审说明（脱敏）', rows: rows.length, approval: null, reason: null };
    const { file } = await renderReport('replies-review', engine, wanted, {
      audience: 'county',
      unmasked: false,
      log: () => appendAccess(workspace.folder, entry, now).hash,
    });
    return { file, replies: rows.length };
  });
}

/** Decisions that were not taken back yet would be lost under a new workbook. */
async function refuseDecided(workspace: Workspace, path: string): Promise<void> {
  if (!existsSync(path)) return;
  const workFolder = newWorkFolder(workspace.path('lake'));
  try {
    const sheets = await returnedSheets(path, workFolder);
    const isEmpty =
      typeof sheets !== 'string' &&
      sheets.every((sheet) => {
        const read = decisionsOf(reviewFile, sheet);
        return read === null || read.decisions.length + read.unread.length === 0;
      });
    if (isEmpty) return;
    throw new Failure(
      `outbox 里的 ${reviewFile} 已有选好的审核结论（或打不开），没有覆盖它。请先运行 heji replies import 收回，或把它移走再导出。`,
    );
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}
