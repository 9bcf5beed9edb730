import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { Row } from '../../src/engine/engine.ts';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { traceFinding } from '../../src/trace/trace-finding.ts';
import { temporaryFolder } from '../end-to-end/county.ts';
import { csv, Drop, idOf, type PupilRow, schools, students } from '../lake/drop.ts';

const [week, nextWeek] = ['2026-11-16', '2026-11-23'] as const;
const school = '2230100001';

const titles = ['学校标识码', '学籍号', '姓名', '身份证件号', '比对结果', '公安库姓名', '比对日期'];
const list = (...rows: readonly (readonly string[])[]): string => csv(titles, ...rows);

const children: readonly PupilRow[] = [
  { name: '张三', id: idOf(1) },
  { name: '李四', id: idOf(3) },
  { name: '王五', id: idOf(5) },
];

const failed = ({ name, id }: PupilRow): string[] => [school, `G${id}`, name, id!, '身份证号不存在', '', '2026-11-02'];
const stranger = (n: number, at = school): string[] => failed({ name: `外人${n}`, id: idOf(n) }).with(0, at);

async function relation(target: Drop, outcome: RunOutcome, name: string) {
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, target.workspace, outcome);
    return await engine.rows(`select * from ${name}`);
  } finally {
    engine.close();
  }
}

const policeRows = async (target: Drop, outcome: RunOutcome) =>
  (await relation(target, outcome, 'all_findings'))
    .filter((row) => row.check_id === 'police-compare-fail')
    .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1));

describe('two weeks of lists of the police', () => {
  const folder = temporaryFolder();
  let target: Drop;
  let first: Row[];
  let notes: Row[];
  let second: Row[];

  // One run for the first list, sent twice in one drop, and one for the next week's.
  beforeAll(async () => {
    const nameOnly = [school, '', '李四', '', '姓名不符', '李泗', '2026-11-03'];
    const elsewhere = failed(children[2]!).with(0, '2239999999');
    const text = list(stranger(900), failed(children[0]!), nameOnly, stranger(901, ''), stranger(902, '2239999999'), elsewhere);
    target = new Drop(folder.path).put('学校.csv', schools).put('学生.csv', students(children));
    target.put('公安比对结果.csv', text).put('公安比对结果（再发）.csv', text);
    const outcome = await target.run(week);
    first = await policeRows(target, outcome);
    notes = (await relation(target, outcome, 'data_notes')).filter((row) => row.kind === '公安比对');
    target.put('公安比对结果1123.csv', list(stranger(903), failed(children[0]!)));
    second = await policeRows(target, await target.run(nextWeek));
  });
  afterAll(folder.remove);

  it('find each pupil once, at the row of the registry', () => {
    expect(first.filter((row) => row.number !== null)).toMatchObject([
      { name: '张三', source_file: '学生.csv', source_row: 2, grade_no: 3, message: '公安比对结果为“身份证号不存在”' },
      { name: '李四', source_file: '学生.csv', source_row: 3, message: '公安比对结果为“身份证号与姓名不匹配”' },
      { name: '王五', source_file: '学生.csv', source_row: 4, school_code: school },
    ]);
  });

  it('excuse whom no registry has, at the row of the list', () => {
    expect(first.filter((row) => row.number === null)).toMatchObject([
      { name: '外人900', school_code: school, excused_by: '在籍学生里查无此人，未能核对', source_file: '公安比对结果.csv', source_row: 2 },
    ]);
  });

  it('note whom no registry has and whose school is not the county’s: no school’s list can show them', () => {
    expect(notes.map((row) => row.note)).toEqual([
      '公安比对结果（公安比对结果.csv）里有 2 行不通过的没有核对：学籍里没有这些号码，写的学校标识码也空白或不在本县；请核对清单',
    ]);
  });

  it.each([
    ['张三', '公安比对结果1123.csv', 3],
    ['李四', '公安比对结果.csv', 4],
  ])('are where %s’s finding leads to, by number or by a name that only one pupil has', async (name, file, line) => {
    const { number } = first.find((row) => row.name === name)!;
    const { records } = await traceFinding(target.workspace, String(number), true, () => {});
    const traced = records[0]!.datasets.find(({ dataset }) => dataset === 'police_results')!;
    expect(traced.rows).toMatchObject([{ file, row: line }]);
    expect(traced.rows[0]!.cells.map(({ column }) => column)).toEqual(expect.arrayContaining(['result', 'compared_date', 'police_name']));
  });

  it('replace each other: who is still on the list persists, and the same row is not the same stranger', () => {
    expect(second.map((row) => [row.name, row.status])).toEqual([
      ['外人903', null],
      ['张三', 'persisting'],
    ]);
    const subjects = [...first, ...second].map((row) => String(row.entity_key));
    expect(subjects.every((subject) => /^S\d{7}$/.test(subject))).toBe(true);
    expect(new Set(subjects).size).toBe(first.length + 1);
  });
});
