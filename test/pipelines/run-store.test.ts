import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAsset } from '../../src/assets.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { identifier, literal } from '../../src/engine/sql-text.ts';
import { laterRelations, openRun, runRelations } from '../../src/pipelines/run-store.ts';
import { Workspace } from '../../src/workspace/workspace.ts';
import { newFolder } from '../reports/opened.ts';

/** Relations of a run as an earlier version kept them: fewer columns. */
const kept: Partial<Record<(typeof runRelations)[number], string>> = {
  imports: `select '000001' as batch, '说明.docx' as file, '' as sheet, cast(null as varchar) as dataset_title, '未识别' as outcome,
    0 as rows_read, 0 as loaded, 0 as skipped, 0 as rejected, '不是表格文件' as reason, cast(null as date) as data_date`,
  import_issues: `select '学生.csv' as file, '' as sheet, 7 as "row", cast(null as varchar) as column_title, '拒收的行' as kind,
    '号码全空' as reason, 1 as "rows"`,
  school_overview: `select '2230100001' as school_code, '第一小学' as school_name`,
};

describe('a run that an earlier version kept', () => {
  it('is opened, and its 未导入 page can be made', async () => {
    const workspace = Workspace.create(join(await newFolder(), 'county'), '230123', '依兰县', 'heilongjiang-2020');
    const folder = workspace.path('ledger', 'runs', 'old');
    mkdirSync(folder, { recursive: true });
    const engine = await DuckDbEngine.open();
    for (const relation of runRelations.filter((name) => !(name in laterRelations))) {
      await engine.run(`copy (${kept[relation] ?? 'select 1 as n'}) to ${literal(join(folder, `${relation}.parquet`))} (format parquet)`);
    }
    // What another run left in the engine is not taken for this one's.
    await engine.run("create table data_notes as select '别的' as note, '别的' as kind");
    await openRun(engine, workspace, { run: '2026-11-09-1', folder: 'old' });
    const rows = await engine.rows(readAsset('reports', 'county-weekly', 'not-imported.sql'));
    const types = await engine.rows(`describe ${identifier('import_issues')}`);
    const later = await Promise.all(Object.keys(laterRelations).map((name) => engine.rows(`select * from ${identifier(name)}`)));
    engine.close();
    expect(later).toEqual(later.map(() => []));
    expect(rows.map((row) => [row.todo, row.kind, row.file, row.place, row.affected, row.reason])).toEqual([
      ['1', '文件未识别', '说明.docx', null, 0, '不是表格文件'],
      ['2', '拒收的行', '学生.csv', '第7行', 1, '号码全空'],
    ]);
    expect(types.map((type) => type.column_name)).toContain('row_text');
  });
});
