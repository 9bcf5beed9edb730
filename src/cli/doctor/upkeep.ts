import { lastBackup } from '../../backup/backup.ts';
import { addDays } from '../../calendar/days.ts';
import { newestCheckpoint } from '../../ledger/checkpoint.ts';
import { storedCommits } from '../../ledger/commit-file.ts';
import type { LedgerHead } from '../../ledger/ledger-head.ts';
import { unrenderedRuns } from '../../pipelines/rendered.ts';
import { readFormat, workspaceFormat } from '../../workspace/format.ts';
import { findLeftovers } from '../../workspace/leftovers.ts';
import { lockedBy } from '../../workspace/lock.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fine, names, notice } from './diagnosis.ts';

/** Older than this, a backup is asked for. Natural days. */
const backupDays = 30;

export function inspectFormat({ folder }: Workspace): Diagnosis {
  const format = readFormat(folder);
  if (format === workspaceFormat) return fine('工作区格式', `${format}，是现在的格式`);
  return fine('工作区格式', `${format}，是旧版核籍建立的；第一次写入时会先备份台账再升级到 ${workspaceFormat}，之后旧版不能再写`);
}

/** What killed processes left behind; none of it counts. While somebody is at work nobody can tell what is left and what is in use. */
export function inspectLeftovers({ folder }: Workspace): Diagnosis {
  if (lockedBy(folder) !== null) return fine('中断的遗留', '有核籍正在运行，没有看');
  const leftovers = findLeftovers(folder);
  if (leftovers.length === 0) return fine('中断的遗留', '没有');
  return notice('中断的遗留', names(leftovers), '不影响结果，下一次运行或导入会清除');
}

/** Runs that are in the ledger and whose reports are not in the outbox. */
export function inspectReports(workspace: Workspace, { runs }: LedgerHead): Diagnosis {
  const missing = unrenderedRuns(workspace, runs).map(({ run }) => run);
  if (missing.length === 0 || lockedBy(workspace.folder) !== null) return fine('报表', '记入台账的运行都出过报表');
  return notice('报表', `这些运行已记入台账，但没有来得及出报表：${names(missing)}`, '运行 heji report 补出；下一次运行也会补出');
}

/** How far the ledger's index reaches. It may be missing: reading takes longer then. */
export function inspectCheckpoint(workspace: Workspace): Diagnosis {
  const folder = workspace.path('ledger');
  const commits = storedCommits(folder);
  const sequence = newestCheckpoint(folder, commits)?.sequence ?? 0;
  const found = sequence === 0 ? '没有' : `到第 ${sequence} 次提交`;
  return fine('台账索引', `${found}，台账共 ${commits.length} 次提交；缺的由台账现算，不影响结果`);
}

/** `today`: 'YYYY-MM-DD'. */
export function inspectBackup(workspace: Workspace, { runs }: LedgerHead, today: string): Diagnosis {
  const last = lastBackup(workspace);
  const advice = '运行 heji backup E:\\核籍备份（写另一个磁盘上的文件夹）';
  if (last === null) return runs.length === 0 ? fine('备份', '还没有运行过，不需要备份') : notice('备份', '从未备份过', advice);
  const found = `最近一次 ${last.at.slice(0, 16)}，在 ${last.folder}`;
  return last.at.slice(0, 10) < addDays(today, -backupDays)
    ? notice('备份', `${found}，已超过 ${backupDays} 天`, advice)
    : fine('备份', found);
}
