import { existsSync, readdirSync } from 'node:fs';
import { EventLog } from '../../ledger/event-log.ts';
import { fold, type LedgerState } from '../../ledger/state.ts';
import { verifyAccess } from '../../privacy/access-log.ts';
import type { Workspace } from '../../workspace/workspace.ts';
import { type Diagnosis, fault, fine, names, notice, reasonOf } from './diagnosis.ts';

/** The ledger's events, or what is wrong with them. */
export function readLedger(workspace: Workspace): { state: LedgerState | null; diagnosis: Diagnosis } {
  try {
    const state = fold(new EventLog(workspace.path('ledger')).read());
    const last = state.runs.at(-1);
    const gone = state.runs.filter(({ folder }) => !existsSync(workspace.path('ledger', 'runs', folder))).map(({ run }) => run);
    if (gone.length > 0) {
      return { state, diagnosis: fault('台账', `这些运行的记录不在了：${names(gone)}`, '请从备份恢复 ledger/runs 文件夹') };
    }
    const found = last
      ? `运行过 ${state.runs.length} 次，最近一次 ${last.run}，历次共记有 ${state.findings.size} 条问题（含后来不再查出的）`
      : '还没有运行过';
    return { state, diagnosis: fine('台账', found) };
  } catch (error) {
    return { state: null, diagnosis: fault('台账', reasonOf(error), '请从备份恢复 ledger 文件夹') };
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

/** What runs and imports that were killed left behind; none of it counts. */
export function inspectLeftovers(workspace: Workspace, state: LedgerState): Diagnosis {
  const runs = new Set(state.runs.map(({ folder }) => folder));
  const leftovers = [
    ...entries(workspace, 'lake')
      .filter((name) => name.startsWith('.work-'))
      .map((name) => `lake/${name}`),
    ...entries(workspace, 'ledger', 'runs')
      .filter((name) => !runs.has(name))
      .map((name) => `ledger/runs/${name}`),
    ...[['lake', '_manifests'], ['ledger'], ['ledger', 'events'], ['received']].flatMap((parts) =>
      entries(workspace, ...parts)
        .filter((name) => name.endsWith('.tmp'))
        .map((name) => [...parts, name].join('/')),
    ),
  ];
  if (leftovers.length === 0) return fine('中断的遗留', '没有');
  return notice('中断的遗留', names(leftovers), '没有核籍在运行时可以删除，不影响结果');
}

const entries = (workspace: Workspace, ...parts: string[]): string[] =>
  existsSync(workspace.path(...parts)) ? readdirSync(workspace.path(...parts)) : [];
