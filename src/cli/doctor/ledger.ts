import { existsSync } from 'node:fs';
import { DuckDbEngine } from '../../engine/duckdb.ts';
import { Ledger } from '../../ledger/ledger.ts';
import type { LedgerHead } from '../../ledger/ledger-head.ts';
import { verifyAccess } from '../../privacy/access-audit.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fault, fine, names, reasonOf } from './diagnosis.ts';

/** The ledger's events, or what is wrong with them. */
export async function readLedger(workspace: Workspace): Promise<{ head: LedgerHead | null; diagnosis: Diagnosis }> {
  const engine = await DuckDbEngine.open();
  try {
    const { head } = await Ledger.open(engine, workspace.path('ledger'));
    const last = head.runs.at(-1);
    const gone = head.runs.filter(({ folder }) => !existsSync(workspace.path('ledger', 'runs', folder))).map(({ run }) => run);
    if (gone.length > 0) {
      return { head, diagnosis: fault('台账', `这些运行的记录不在了：${names(gone)}`, '请从备份恢复 ledger/runs 文件夹') };
    }
    const [count] = await engine.rows('select count(*) as findings from ledger_findings');
    const found = last
      ? `运行过 ${head.runs.length} 次，最近一次 ${last.run}，历次共记有 ${count?.findings} 条问题（含后来不再查出的）`
      : '还没有运行过';
    return { head, diagnosis: fine('台账', found) };
  } catch (error) {
    return { head: null, diagnosis: fault('台账', reasonOf(error), '请从备份恢复 ledger 文件夹') };
  } finally {
    engine.close();
  }
}

/** Whether the access log is as it was written. */
export function inspectAccessLog(workspace: Workspace): Diagnosis {
  const { ok, lines, firstBad } = verifyAccess(workspace.folder);
  if (ok) return fine('访问日志', `${lines} 条，前后相接，没有改动过`);
  return fault(
    '访问日志',
    `logs/access.jsonl 第 ${firstBad} 行起与前文接不上，日志被改动过或写到一半中断`,
    '请保留原文件，查明是谁改动的；不要自行修补',
  );
}
