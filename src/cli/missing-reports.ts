import { relative } from 'node:path';
import { readHead } from '../ledger/ledger-head.ts';
import { renderAgain } from '../pipelines/render-again.ts';
import { unrenderedRuns } from '../pipelines/rendered.ts';
import { missingPapers, writeImportPapers } from '../returns/papers.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { Session } from './session.ts';

const why = '上次没有来得及出完（中断，或磁盘已满），现已补出';

/**
 * Writes the reports of runs that were entered into the ledger and ended before their reports were written, and the papers of the last import
 * likewise, and says so. The caller holds the workspace's lock.
 */
export async function writeMissingReports(session: Session, workspace: Workspace): Promise<void> {
  await writeMissingPapers(session, workspace);
  for (const event of unrenderedRuns(workspace, readHead(workspace.path('ledger')).runs)) {
    const { reports } = await renderAgain(workspace, event, { now: session.startedAt, onProgress: session.progress });
    const files = reports.map(({ file }) => `\n  ${relative(process.cwd(), file)}`).join('');
    session.complain(`运行 ${event.run} 已记入台账，它的报表${why}：${files}`);
  }
}

export async function writeMissingPapers(session: Session, workspace: Workspace): Promise<void> {
  const manifest = missingPapers(workspace);
  if (manifest === null) return;
  const { log } = await writeImportPapers(workspace, manifest, session.startedAt);
  session.complain(`导入 ${manifest.id} 已生效，它的导入记录和退回单${why}：\n  ${relative(process.cwd(), log)}`);
}
