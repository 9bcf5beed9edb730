import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { identifier, literal } from '../engine/sql-text.ts';
import { Failure } from '../failure.ts';
import type { RunFacts } from '../ledger/event.ts';
import { rowColumns } from '../ledger/row-columns.ts';
import { packageItemColumns } from '../packages/package-items.ts';
import { schoolNoticeColumns, schoolUncheckedColumns } from '../packages/school-notices.ts';
import { importTableTypes, laterColumns } from '../returns/import-tables.ts';
import type { Workspace } from '../workspace/workspace.ts';

const columnsText = (columns: Readonly<Record<string, string>>): string =>
  Object.entries(columns)
    .map(([name, type]) => `${name} ${type}`)
    .join(', ');

/** Relations that runs of an earlier version did not keep, with their columns: they are empty then. */
export const laterRelations = {
  policies_in_use: 'policy_id varchar, title varchar, short_title varchar, document_number varchar, heading varchar, schools integer',
  data_notes: 'note varchar, kind varchar',
  roster_comparisons:
    'school_code varchar, school_name varchar, since_date date, to_date date, pupils_before integer, pupils_now integer, note varchar',
  roster_changes: `school_code varchar, school_name varchar, direction varchar, name varchar, registry_number varchar, id_number varchar,
    grade_no integer, class_no integer, grade_label varchar, class_label varchar, route varchar, reason varchar, other_school varchar,
    since_date date, to_date date`,
  class_sizes: `school_code varchar, school_name varchar, campus varchar, stage varchar, grade_no integer, class_no integer,
    grade_label varchar, class_label varchar, attending integer, exempt_reason varchar, is_entry_grade boolean, own_limit integer,
    pack_limit integer, is_over boolean, band integer`,
  check_texts: `check_order integer, check_id varchar, check_title varchar, category varchar, severity varchar, kind varchar, what varchar,
    why varchar, exceptions varchar, how_to_fix varchar, params varchar, basis varchar, policy_id varchar, policy varchar`,
  earlier_figures: `run_id varchar, as_of date, figure varchar, school_code varchar, check_id varchar, category varchar, severity varchar,
    key varchar, value bigint`,
  rectification: `number varchar, base varchar, check_id varchar, check_title varchar, category varchar, variant varchar, kind varchar,
    severity varchar, certainty varchar, is_counted boolean, entity varchar, entity_key varchar, school_code varchar, school_name varchar,
    registry_number varchar, id_number varchar, name varchar, grade_no integer, class_no integer, grade_label varchar, class_label varchar,
    group_key varchar, occurrence varchar, fact_date date, message varchar, evidence_text varchar, basis varchar, how_to_fix varchar,
    actions varchar[], is_protected boolean, material varchar, source_file varchar, source_row integer, status varchar, mark varchar,
    why varchar, detail varchar, status_since date, first_seen date, last_seen date, open_since date, due_on date, overdue_days integer,
    is_open boolean, is_owed boolean, reopened_count integer, closed_on date, earlier_status varchar, changed_in_run boolean,
    is_of_pipeline boolean, waived_until date, waiver_reason varchar, reply varchar, reply_action varchar, reply_situation varchar,
    reply_proof varchar, reply_responsible varchar, reply_done_on date, reply_at varchar, reply_verdict varchar, verdict_reason varchar`,
  trend: `run_id varchar, as_of date, pipeline varchar, category varchar, severity varchar, status varchar, findings bigint,
    overdue bigint`,
  package_items: columnsText(packageItemColumns),
  school_notices: columnsText(schoolNoticeColumns),
  school_unchecked: columnsText(schoolUncheckedColumns),
} as const;

const firstRelations = ['run', 'all_findings', 'check_statuses', 'school_overview', 'imports', 'import_issues'] as const;

/** What a run observed, kept as it was: reports and exports read only this. */
export const runRelations = [...firstRelations, ...(Object.keys(laterRelations) as (keyof typeof laterRelations)[])] as const;

/**
 * The name of a run's folder under ledger/runs/. It is a new one each time: a run that loses the race for the ledger overwrites nothing
 * of the winner's.
 */
export const newRunFolder = (run: string): string => `${run}-${randomBytes(4).toString('hex')}`;

/** Writes the run's relations into its folder under ledger/runs/. */
export async function saveRun(engine: Engine, workspace: Workspace, { folder: name }: Pick<RunFacts, 'folder'>): Promise<void> {
  const folder = workspace.path('ledger', 'runs', name);
  mkdirSync(folder, { recursive: true });
  await addLaterRelations(engine);
  const copies = runRelations.map(
    (relation) => `copy ${identifier(relation)} to ${literal(join(folder, `${relation}.parquet`))} (format parquet, compression zstd)`,
  );
  await engine.run(copies.join(';\n'));
}

/** Makes a run's relations again. @throws Failure when its folder is gone. */
export async function openRun(engine: Engine, workspace: Workspace, run: Pick<RunFacts, 'run' | 'folder'>): Promise<void> {
  const folder = workspace.path('ledger', 'runs', run.folder);
  if (!existsSync(folder)) throw new Failure(`找不到运行 ${run.run} 的记录（${folder}）。请从备份恢复，或重新运行一次。`);
  for (const relation of runRelations) {
    const file = join(folder, `${relation}.parquet`);
    await engine.run(`drop table if exists ${identifier(relation)}`);
    if (relation in laterRelations && !existsSync(file)) continue;
    await engine.run(`create table ${identifier(relation)} as select * from read_parquet(${literal(file)})`);
  }
  await addLaterRelations(engine);
  await addLaterColumns(engine);
}

async function addLaterRelations(engine: Engine): Promise<void> {
  const tables = Object.entries(laterRelations).map(
    ([relation, columns]) => `create table if not exists ${identifier(relation)} (${columns})`,
  );
  await engine.run(tables.join(';\n'));
}

const numbersColumns = ['numbers', 'check_version', 'seen_columns'] as const;

/** Columns that runs of an earlier version did not keep. */
const laterOwnColumns = {
  all_findings: [...numbersColumns, 'material', 'actions', 'is_protected', 'mark', 'why', 'due_on'],
  check_statuses: numbersColumns,
} as const;

/** A run of an earlier version kept fewer columns; they are empty then. */
async function addLaterColumns(engine: Engine): Promise<void> {
  for (const [relation, columns] of Object.entries(laterOwnColumns)) {
    for (const column of columns) {
      await engine.run(`alter table ${identifier(relation)} add column if not exists ${identifier(column)} ${rowColumns[column]}`);
    }
  }
  for (const [relation, columns] of Object.entries(laterColumns)) {
    const types = importTableTypes[relation as keyof typeof laterColumns];
    for (const column of columns) {
      await engine.run(`alter table ${identifier(relation)} add column if not exists ${identifier(column)} ${types[column]}`);
    }
  }
}
