import { existsSync } from 'node:fs';
import { readAsset } from '../assets.ts';
import type { Engine, Row } from '../engine/engine.ts';
import { createTableFromRows } from '../engine/json-table.ts';
import { literal } from '../engine/sql-text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { schoolText } from './school-text.ts';

/**
 * `school_notices`: a row a school, in the order of their codes. `kind`: findings, clean, unsent (nothing came this time), held (what came seems
 * incomplete), unchecked (no check could run).
 */
export const schoolNoticeColumns = {
  run_id: 'varchar',
  school_code: 'varchar',
  school_name: 'varchar',
  kind: 'varchar',
  submission: 'varchar',
  data_date: 'date',
  /** How many checks looked at this period's data of the school. */
  checks_run: 'integer',
  /** 文号, and its number within the year. */
  number: 'varchar',
  serial: 'integer',
} as const;

/** `school_unchecked`: what was not looked at, a row a school and reason. */
export const schoolUncheckedColumns = {
  school_code: 'varchar',
  reason: 'varchar',
  checks: 'varchar',
  checks_not_run: 'integer',
} as const;

/** A run of the ledger: its folder under ledger/runs/ and its day. */
export interface EarlierRun {
  readonly folder: string;
  readonly as_of: string;
}

/**
 * Makes `school_notices` and `school_unchecked` from `school_overview`, `check_statuses`, `stale_data` and `package_items`. The numbers go on from the newest run of the year, so that
 * no two documents share one; kept with the run, they stay as they are when it is rendered again.
 */
export async function createSchoolNotices(
  engine: Engine,
  workspace: Workspace,
  { run, asOf }: { readonly run: string; readonly asOf: string },
  earlier: readonly EarlierRun[],
): Promise<void> {
  const year = asOf.slice(0, 4);
  const last = await lastSerial(engine, workspace, earlier, year);
  const schools = await engine.rows(readAsset('sql', 'packages', 'notices.sql'));
  const rows = schools.map((school: Row, index) => {
    const serial = last + index + 1;
    const { number } = workspace.settings.notices;
    return { ...school, run_id: run, serial, number: number.replaceAll('{year}', year).replaceAll('{serial}', String(serial)) };
  });
  await createTableFromRows(engine, 'school_notices', schoolNoticeColumns, rows);
  const unchecked = await engine.rows(readAsset('sql', 'packages', 'unchecked.sql'));
  await createTableFromRows(
    engine,
    'school_unchecked',
    schoolUncheckedColumns,
    unchecked.map((row) => ({ ...row, reason: schoolText(String(row.reason)) })),
  );
}

async function lastSerial(engine: Engine, workspace: Workspace, earlier: readonly EarlierRun[], year: string): Promise<number> {
  for (const { folder, as_of } of earlier.toReversed()) {
    const file = workspace.path('ledger', 'runs', folder, 'school_notices.parquet');
    if (as_of.slice(0, 4) !== year || !existsSync(file)) continue;
    const [row] = await engine.rows(`select max(serial) as serial from read_parquet(${literal(file)})`);
    if (typeof row?.serial === 'number') return row.serial;
  }
  return 0;
}
