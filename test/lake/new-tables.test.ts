import exceljs from 'exceljs';
import { describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { ManifestLog } from '../../src/lake/manifest.ts';
import { LakeViews } from '../../src/lake/views.ts';
import { prepareStaging } from '../../src/staging/stage.ts';
import { eachDrop, idOf } from './drop.ts';

// The tables behind the checks of identity and dropout, as xlsx under the titles that offices write rather than the dictionary's own.

const drop = eachDrop();
const who = { name: '王一', id: idOf(1), registry: `G${idOf(1)}` };

async function loaded(dataset: string, title: string, header: readonly string[], row: readonly (string | number)[]) {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Sheet1');
  sheet.addRow([title]);
  sheet.addRow([...header]);
  sheet.addRow([...row]);
  drop().put(`${title}.xlsx`, Buffer.from(await workbook.xlsx.writeBuffer()));
  const manifest = await drop().import();
  expect(manifest?.sources.map((source) => [source.dataset, source.loaded, source.unknown_titles])).toEqual([[dataset, 1, []]]);
  const engine = await DuckDbEngine.open();
  await prepareStaging(engine);
  const lake = drop().workspace.path('lake');
  const views = new LakeViews(engine, lake, new ManifestLog(lake).read(), { asOf: '2026-11-16', knownAt: null });
  await views.create([dataset]);
  const rows = await engine.rows(`select * from ${dataset}`);
  engine.close();
  return rows;
}

describe('as offices send them', () => {
  it('police results', async () => {
    const header = ['学校代码', '学生姓名', '身份证号', '学籍号', '校验结果', '人口库姓名', '校验日期', '处理状态'];
    const rows = await loaded('police_results', '公安比对结果', header, [
      '2230100001',
      who.name,
      who.id,
      who.registry,
      '查无此人',
      '王二',
      '2026年11月10日',
      '否',
    ]);
    expect(rows).toMatchObject([
      {
        school_code: '2230100001',
        id_number: who.id,
        result: 'not_found',
        police_name: '王二',
        compared_date: '2026-11-10',
        handled: false,
      },
    ]);
  });

  it('roll calls', async () => {
    const header = ['学校标识码', '年级', '班级', '姓名', '身份证号', '核查日期', '是否在校', '未到原因', '班主任'];
    const rows = await loaded('roster', '进班点名', header, [
      '2230100001',
      '三年级',
      '1班',
      who.name,
      who.id,
      '2026.11.10',
      '否',
      '病假',
      '李老师',
    ]);
    expect(rows).toMatchObject([{ name: who.name, roll_date: '2026-11-10', present: 'absent', class_label: '1' }]);
  });

  it('the ledger of dropouts', async () => {
    const header = ['学校标识码', '姓名', '身份证号', '辍学类别', '登记日期', '标注日期', '未到校起始日期', '当前状态'];
    const rows = await loaded('dropouts', '疑似辍学台账', header, [
      '2230100001',
      who.name,
      who.id,
      '疑似辍学',
      '2026-11-10',
      '2026/11/12',
      '2026-11-02',
      '劝返中',
    ]);
    expect(rows).toMatchObject([
      {
        category: 'suspected',
        found_date: '2026-11-10',
        marked_date: '2026-11-12',
        absent_since: '2026-11-02',
        dropout_status: 'persuading',
      },
    ]);
  });

  it('visits to bring a child back', async () => {
    const header = ['学校标识码', '姓名', '学籍号', '第几次', '劝返日期', '方式', '劝返人员', '结果'];
    const rows = await loaded('persuasions', '劝返记录', header, [
      '2230100001',
      who.name,
      who.registry,
      2,
      '2026-11-13',
      '入户劝返',
      '张老师',
      '答应返校',
    ]);
    expect(rows).toMatchObject([{ seq: 2, persuasion_date: '2026-11-13', method: 'visit', result: 'promised', persuader: '张老师' }]);
  });
});
