import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { literal } from '../../src/engine/sql-text.ts';
import type { RunEvent } from '../../src/ledger/event.ts';
import { createEarlierFigures } from '../../src/pipelines/earlier-figures.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { newFolder } from '../reports/opened.ts';

/** Columns that the figures do not count. */
const others = `null as check_title, null as variant, null as kind, null as certainty, null as school_name, null as entity, null as entity_key,
  null as registry_number, null as id_number, null as name, null as grade_no, null as class_no, null as grade_label, null as class_label,
  null as group_key, null as occurrence, date '2026-11-02' as fact_date, null as message, null as basis, null as how_to_fix,
  null as evidence_text, date '2026-11-02' as first_seen, date '2026-11-09' as last_seen, null as source_file, null as source_row`;

const findings = `select *, ${others} from (values
  ('1', 'S1', 'a', '重复', 'red', 'new', null, true), ('2', 'S1', 'a', '重复', 'red', 'persisting', null, true),
  ('3', 'S1', 'b', '重复', 'orange', 'new', null, false), (null, 'S2', 'a', '重复', 'red', null, '休学', true))
  as f (number, school_code, check_id, category, severity, status, excused_by, is_counted)`;

/** What the ledger knew after that run. */
const ledger = (...rows: readonly string[]): string => `select *, ${others}, null as reopened_count, null as reply, null as reply_action,
  null as reply_verdict, date '2026-11-05' as due_on, true as is_of_pipeline from (values ${rows.join(', ')})
  as l (number, school_code, check_id, category, severity, status, mark, is_counted, is_owed, is_open, overdue_days)`;

const kept = {
  all_findings: findings,
  check_statuses: `select * from (values ('a', '有问题', '重复', 'S1'), ('a', '无问题', '重复', 'S2'), ('b', '未运行', '重复', 'S1'), ('b', '未运行', '重复', 'S2'),
    ('c', '出错', '辍学', 'S1'), ('d', '不适用', '班额', 'S1')) as s (check_id, status, category, school_code)`,
  school_overview: `select * from (values ('S1', '已报送', 10), ('S2', '本期未报送', 5), ('S3', '不另报（前导零丢失）', 0)) as o (school_code, submission, pupils)`,
  class_sizes: 'select * from (values (1), (1), (6)) as c (band)',
};
type Kept = typeof kept & { rectification: string };

describe('the figures of the last run', () => {
  let engine: DuckDbEngine;
  beforeAll(async () => {
    engine = await DuckDbEngine.open();
  });
  afterAll(() => engine.close());

  async function figuresOf(relations: Partial<Kept>) {
    const workspace = Workspace.create(join(await newFolder(), 'county'), '230123', '依兰县', 'heilongjiang-2020');
    const folder = 'last';
    const path = workspace.path('ledger', 'runs', folder);
    mkdirSync(path, { recursive: true });
    for (const [name, sql] of Object.entries(relations)) {
      await engine.run(`copy (${sql}) to ${literal(join(path, `${name}.parquet`))} (format parquet)`);
    }
    const last = { run: '2026-11-09-1', as_of: '2026-11-09', folder } as RunEvent;
    await createEarlierFigures(engine, workspace, last);
    const rows = await engine.rows('select * from earlier_figures order by figure, check_id, key, value');
    return rows.map((row) => [row.figure, row.school_code, row.check_id, row.category, row.severity, row.key, row.value]);
  }

  it('are counted without excused rows; a fault that two checks found is told apart', async () => {
    expect(await figuresOf(kept)).toEqual([
      ['checks_not_run', null, null, null, null, null, 2],
      ['classes', null, null, null, null, '1', 2],
      ['classes', null, null, null, null, '6', 1],
      ['findings', 'S1', 'a', '重复', 'red', 'counted', 2],
      ['findings', 'S1', 'b', '重复', 'orange', 'repeated', 1],
      ['pupils', null, null, null, null, null, 15],
      ['schools_checked', null, 'a', '重复', null, null, 2],
      ['schools_submitted', null, null, null, null, null, 1],
    ]);
    expect(await engine.rows('select distinct run_id, as_of from earlier_figures')).toEqual([
      { run_id: '2026-11-09-1', as_of: '2026-11-09' },
    ]);
  });

  it('are taken from a run of an earlier version, as far as it kept them', async () => {
    const { class_sizes: _, ...old } = kept;
    const figures = await figuresOf({ ...old, all_findings: `select * exclude (is_counted) from (${findings})` });
    expect(figures.filter(([figure]) => figure === 'findings' || figure === 'classes')).toEqual([
      ['findings', 'S1', 'a', '重复', 'red', 'counted', 2],
      ['findings', 'S1', 'b', '重复', 'orange', 'counted', 1],
    ]);
  });

  it('count what was owed although that run could not see it, not what was explained, waived, closed or another pipeline’s', async () => {
    const rectification = ledger(
      `('1', 'S1', 'a', '重复', 'red', 'explained', null, true, false, true, null)`,
      `('2', 'S1', 'a', '重复', 'red', 'persisting', null, true, true, true, 4)`,
      `('4', 'S2', 'a', '重复', 'red', 'persisting', '名册消失', true, true, true, 0)`,
      `('5', 'S2', 'a', '重复', 'red', 'closed', null, true, false, false, null)`,
      `('6', 'S2', 'a', '重复', 'red', 'waived', null, true, false, true, null)`,
    );
    const figures = await figuresOf({ ...kept, rectification });
    expect(figures.filter(([figure]) => figure === 'findings' || figure === 'overdue').sort()).toEqual([
      ['findings', 'S1', 'a', '重复', 'red', 'counted', 1],
      ['findings', 'S1', 'b', '重复', 'orange', 'repeated', 1],
      ['findings', 'S2', 'a', '重复', 'red', 'counted', 1],
      ['overdue', null, null, null, null, null, 0],
      ['overdue', 'S1', null, null, null, null, 1],
    ]);
    const elsewhere = await figuresOf({
      ...kept,
      rectification: rectification.replace('true as is_of_pipeline', 'false as is_of_pipeline'),
    });
    expect(elsewhere.filter(([figure, school]) => figure === 'findings' && school === 'S2')).toEqual([]);
  });

  it('are none where its record is gone, or where there was no run', async () => {
    expect(await figuresOf({})).toEqual([]);
    const workspace = Workspace.create(join(await newFolder(), 'new'), '230123', '依兰县', 'heilongjiang-2020');
    await createEarlierFigures(engine, workspace, undefined);
    expect(await engine.rows('select * from earlier_figures')).toEqual([]);
  });
});
