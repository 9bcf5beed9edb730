import { describe, expect, it } from 'vitest';
import { traceText } from '../../src/cli/trace-text.ts';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import type { RunOutcome } from '../../src/pipelines/run.ts';
import { openRun } from '../../src/pipelines/run-store.ts';
import { traceFinding } from '../../src/trace/trace-finding.ts';
import { csv, type Drop, eachDrop, idOf, pupils, students } from '../lake/drop.ts';

const drop = eachDrop();
const week1 = '2026-11-09';
const week2 = '2026-11-16';
const titles = ['学校标识码', '学校名称', '学籍号', '姓名', '身份证件号', '年级', '班级', '学生状态'];

/** `count` pupils of one class, with the school's name in every row; `from` sets them apart. */
const roster = (code: string, name: string, count: number, from: number): string =>
  csv(
    titles,
    ...Array.from({ length: count }, (_, index) => {
      const id = idOf(from + index);
      return [code, name, `G${id}`, `学生${String.fromCharCode(0x4e00 + from + index)}`, id, '三年级', '1班', '在读'];
    }),
  );

/** The same list with the sex that each number says. */
const withSex = (text: string): string =>
  text.replace(/^.*$/gm, (line, at: number) => (line === '' ? line : at === 0 ? `${line},性别` : `${line},${sexIn(line)}`));

const sexIn = (line: string): string => (Number(line.split(',')[4]![16]) % 2 === 1 ? '男' : '女');

const listed = (...rows: readonly (readonly string[])[]): string => csv(['学校标识码', '学校名称', '办学类型', '学制'], ...rows);
const first = ['2230100001', '第一小学', '小学', '六三制'];
const second = ['2230100002', '第二小学', '小学', '六三制'];

const ofSchools = ({ entries }: RunOutcome) => entries.filter(({ finding }) => finding.check.entity === 'school');

/** Rows of a run's relation. */
async function kept(target: Drop, outcome: RunOutcome, sql: string) {
  const engine = await DuckDbEngine.open();
  try {
    await openRun(engine, target.workspace, outcome);
    return await engine.rows(sql);
  } finally {
    engine.close();
  }
}

describe('a school with a problem', () => {
  it('keeps its number and its subject from week to week', async () => {
    const target = drop()
      .put('学校.csv', listed(first))
      .put('学生.csv', students(pupils(3, { school: '2230100009' })));
    const before = ofSchools(await target.run(week1));
    target.put('学生2.csv', students(pupils(3, { school: '2230100009' })));
    const after = ofSchools(await target.run(week2));
    expect(before).toMatchObject([{ status: 'new', finding: { schoolCode: '2230100009', name: null, gradeNo: null } }]);
    expect(after).toMatchObject([{ status: 'persisting', number: before[0]!.number, subject: before[0]!.subject, firstSeen: week1 }]);
  });

  it('is shown, and traced, at its row in the table of schools or else at its pupils', async () => {
    const target = drop()
      .put('学校.csv', listed(first, ['22301', '第三小学', '小学', '六三制']))
      .put('学生.csv', students([...pupils(2), ...pupils(8, { school: '2230100009' }, 10)]));
    const outcome = await target.run(week2);
    const rows = await kept(
      target,
      outcome,
      `select school_code, school_name, unlisted, entity, entity_key, name, id_number, registry_number, grade_label, class_label,
         source_file, source_row from all_findings where entity = 'school' order by school_code`,
    );
    const nobody = { entity: 'school', name: null, id_number: null, registry_number: null, grade_label: '', class_label: null };
    const inTable = { school_code: '22301', entity_key: '22301', school_name: '第三小学', unlisted: false };
    const unlisted = { school_code: '2230100009', entity_key: '2230100009', school_name: '2230100009（不在学校表）', unlisted: true };
    expect(rows).toEqual([
      { ...nobody, ...inTable, source_file: '学校.csv', source_row: 3 },
      { ...nobody, ...unlisted, source_file: '学生.csv', source_row: 4 },
    ]);

    const tracedOf = async (code: string) => {
      const entry = ofSchools(outcome).find(({ finding }) => finding.schoolCode === code)!;
      return traceFinding(target.workspace, entry.number!, false, () => {});
    };
    const ofListed = await tracedOf('22301');
    const [row, nobodys] = ofListed.records[0]!.datasets;
    expect(traceText(ofListed)).toMatch(/\n {2}对象 +第三小学（22301）\n/);
    expect(row).toMatchObject({ dataset: 'schools', is_required: true, note: null, rows: [{ file: '学校.csv', row: 3 }] });
    expect(row!.rows[0]!.cells.find(({ column }) => column === 'school_code')).toMatchObject({ letter: 'A', original: '22301' });
    expect(nobodys).toMatchObject({ dataset: 'students', rows: [], counts: [], note: '没有用这个标识码报来的学生' });
    const ofUnlisted = await tracedOf('2230100009');
    const [none, roll] = ofUnlisted.records[0]!.datasets;
    expect(traceText(ofUnlisted)).toMatch(/\n {2}对象 +2230100009（不在学校表）\n/);
    expect(none).toMatchObject({ rows: [], note: '学校表里没有这个标识码' });
    expect(roll!.rows.map((one) => one.row)).toEqual([4, 5, 6, 7, 8]);
    expect(roll!.counts).toMatchObject([{ file: '学生.csv', rows: 8 }]);
  });
});

describe('two schools with one code', () => {
  it('in the table of schools: both rows stay, and both names are said', async () => {
    const target = drop()
      .put('学校.csv', listed(first, ['2230100001', '第五小学', '小学', '六三制']))
      .put('甲.csv', roster('2230100001', '第一小学', 3, 0))
      .put('乙.csv', roster('2230100001', '第五小学', 4, 20));
    const outcome = await target.run(week2);
    expect(ofSchools(outcome)).toMatchObject([{ finding: { variant: '一码两校', severity: 'orange', evidence: { pupils: 7 } } }]);
    const [note] = await kept(target, outcome, "select note from data_notes where kind = '一码两校'");
    expect(note!.note).toContain('第一小学、第五小学');
  });

  it('one of which uses the other’s: the name in its list is said', async () => {
    const target = drop()
      .put('学校.csv', listed(first, second))
      .put('甲.csv', withSex(roster('2230100001', '第一小学', 3, 0)))
      .put('乙.csv', roster('2230100001', '第二小学', 4, 2).replaceAll(',G', ',L'));
    const outcome = await target.run(week2);
    expect(ofSchools(outcome)).toMatchObject([
      { finding: { schoolCode: '2230100001', variant: '一码两校', evidence: { pupils: 7, school_name: '第一小学' } } },
    ]);
    const notes = await kept(target, outcome, "select note from data_notes where kind in ('一码两校', '必采项') order by kind");
    expect(notes.map(({ note }) => note)).toEqual([
      '标识码 2230100001 在学校表里是第一小学，报来的学籍表里却写着第二小学；他们的学生合在一起算，请核对学籍表的标识码',
      '1 所学校的学籍表（第一小学）没有这些必采项的列：性别（部分表）、出生日期、国籍/地区、港澳台侨外、民族、身份证件类型 等 22 项。这些项没有检查，也不算学生缺项',
    ]);
    // The pupil whom both lists have stays two records: neither school's may be dropped as the other's.
    expect(outcome.entries.filter(({ finding }) => finding.check.id === 'dup-id-number')).toHaveLength(2);
  });
});
