import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { LedgerEvent } from '../../src/ledger/event.ts';
import { laterRelations } from '../../src/pipelines/run-store.ts';
import type { Workspace } from '../../src/workspace/workspace.ts';
import { csv } from '../lake/drop.ts';
import { changed, commitRun, opened } from '../ledger/ledger-folder.ts';

/** A finding with its deadline. */
export interface Owing {
  readonly number: string;
  readonly due_on: string | null;
  readonly school_code?: string;
  /** False: another check returns the same fault, and it is counted there. */
  readonly is_counted?: boolean;
  /** Where it went in the run itself; 新增 without. */
  readonly status?: 'closed' | 'waived';
}

export const schoolNames: Readonly<Record<string, string>> = {
  '2230100001': '第一小学',
  '2230100002': '第二小学',
  '2230100003': '第三小学',
};

/** The county's list: the three schools. */
export const schoolList = csv(['学校标识码', '学校名称'], ...Object.entries(schoolNames));

/** Commits a run of that day whose findings these are: with its 整改台账, but without anything having been inspected. */
export async function commitOwing(workspace: Workspace, asOf: string, owing: readonly Owing[]): Promise<void> {
  const engine = await DuckDbEngine.open();
  try {
    const numbers = owing.map(({ number }) => number);
    const closed = (status: 'closed' | 'waived'): string[] => owing.filter((each) => each.status === status).map(({ number }) => number);
    const events: LedgerEvent[] = [
      ...numbers.map((number) => opened(number)),
      ...(closed('closed').length > 0 ? [changed('new', 'closed', 'mended', ...closed('closed'))] : []),
      ...(closed('waived').length > 0 ? [changed('new', 'waived', 'waived', ...closed('waived'))] : []),
    ];
    const { run } = await commitRun(engine, workspace.path('ledger'), asOf, events, numbers);
    await createTableFromRows(
      engine,
      'rectification',
      { number: 'varchar', due_on: 'date', school_code: 'varchar', school_name: 'varchar', is_counted: 'boolean' },
      owing.map(({ number, due_on, school_code = '2230100001', is_counted = true }) => ({
        is_counted,
        number,
        due_on,
        school_code,
        school_name: schoolNames[school_code],
      })),
    );
    await engine.run(`create table whole (${laterRelations.rectification})`);
    await engine.run(`insert into whole by name
      select *, '超标准班额' as check_title, '' as variant, 'orange' as severity, '三年级' as grade_label, '1班' as class_label,
          '本班在籍60人' as message, '限期拆班' as how_to_fix from rectification`);
    const file = workspace.path('ledger', 'runs', run!.folder, 'rectification.parquet');
    await engine.run(`copy whole to ${literal(file)} (format parquet)`);
  } finally {
    engine.close();
  }
}
