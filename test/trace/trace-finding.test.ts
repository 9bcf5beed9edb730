import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { TraceDocument } from '../../src/trace/document.ts';
import type { TracedCell } from '../../src/trace/source-cells.ts';
import type { TracedDataset, TracedRow } from '../../src/trace/trace.ts';
import { traceFinding } from '../../src/trace/trace-finding.ts';
import { csv, type Drop, eachDrop, idOf, pupils, schools, students } from '../lake/drop.ts';
import { personNumber } from '../person-number.ts';
import { type CellValue, cellOf, xlsx } from './workbooks.ts';

const drop = eachDrop();
const day = '2026-11-16';
const weekBefore = '2026-11-09';
const school = '2230100001';

/** Number of the only finding of a check in the last run. */
async function numberOf(target: Drop, check: string, onDay = day): Promise<string> {
  const { entries } = await target.run(onDay);
  const found = entries.filter(({ finding, number }) => finding.check.id === check && number !== null);
  expect(found.length).toBeGreaterThan(0);
  return found[0]!.number!;
}

const trace = (target: Drop, number: string, unmasked = true): Promise<TraceDocument> =>
  traceFinding(target.workspace, number, unmasked, () => {});

const datasetIn = (document: TraceDocument, id: string, record = 0): TracedDataset =>
  document.records[record]!.datasets.find(({ dataset }) => dataset === id)!;

const cellIn = ({ cells }: TracedRow, column: string): TracedCell => cells.find((cell) => cell.column === column)!;

const at = ({ letter, row }: TracedCell): string => `${letter}${row}`;

const titles = ['学号', '姓名', '学校标识码', '全国学籍号', '身份证号', '年级', '班级', '学籍状态'];
const badId = '230123201601020019';
const bad: readonly CellValue[] = ['1', '张三', school, `G${badId}`, badId, '三年级', '1班', '在读'];

describe('a pupil’s finding', () => {
  it('leads to the cells of a workbook, letter by letter', async () => {
    const bytes = await xlsx({
      说明: [['本表由学校填报']],
      三年级: [['某校学生名册'], titles, ['2', '李四', school, `G${idOf(2)}`, idOf(2), '三年级', '1班', '在读'], bad],
    });
    const target = drop().put('学生.xlsx', bytes);
    await target.import();
    const document = await trace(target, await numberOf(target, 'id-checksum'));
    const [row] = datasetIn(document, 'students').rows;
    expect(row).toMatchObject({ file: '学生.xlsx', sheet: '三年级', row: 4, batch: '000001', note: null });
    const used = row!.cells.filter(({ letter }) => letter !== null);
    expect(used.map(({ column }) => column).sort()).toEqual(
      ['class_name', 'grade', 'id_number', 'name', 'registry_number', 'school_code', 'student_status'].sort(),
    );
    for (const cell of used) {
      expect(cell.original, at(cell)).toBe(await cellOf(bytes, '三年级', at(cell)));
      expect(cell.source_title, at(cell)).toBe(await cellOf(bytes, '三年级', `${cell.letter}2`));
    }
    expect(at(cellIn(row!, 'id_number'))).toBe('E4');
    expect(cellIn(row!, 'student_status')).toMatchObject({ original: '在读', loaded: '01' });
  });

  it('leads to the line of a csv file, whatever its encoding', async () => {
    const target = drop().put(
      '学生.csv',
      csv(titles, ['2', '李四', school, `G${idOf(2)}`, idOf(2), '三年级', '1班', '在读'], bad.map(String)),
    );
    await target.import();
    const [row] = datasetIn(await trace(target, await numberOf(target, 'id-checksum')), 'students').rows;
    expect(row).toMatchObject({ file: '学生.csv', sheet: '', row: 3 });
    expect(cellIn(row!, 'id_number')).toMatchObject({ letter: 'E', row: 3, source_title: '身份证号', original: badId, loaded: badId });
  });

  it('shows no number and no sensitive value unless it is asked for', async () => {
    const target = drop().put('学生.csv', csv(titles, bad.map(String)));
    await target.import();
    const number = await numberOf(target, 'id-checksum');
    const text = JSON.stringify(await trace(target, number, false));
    expect(text).not.toMatch(personNumber);
    expect(text).toContain('张三');
    expect(text).toContain('230123**********19');
    expect(JSON.stringify(await trace(target, number, true))).toContain(badId);
  });

  it('says that the kept bytes are gone or changed, and shows what was loaded', async () => {
    const target = drop().put('学生.csv', csv(titles, bad.map(String)));
    await target.import();
    const number = await numberOf(target, 'id-checksum');
    const received = target.workspace.path('received');
    const [kept] = readdirSync(received);
    const row = async () => datasetIn(await trace(target, number), 'students').rows[0]!;
    writeFileSync(join(received, kept!), csv(titles, bad.map(String), bad.map(String)));
    expect(await row()).toMatchObject({ note: '原始文件与收到时不一样了（内容被改动），只能给出装载后的内容' });
    rmSync(join(received, kept!));
    const gone = await row();
    expect(gone.note).toBe('原始文件已不在 received 文件夹里，只能给出装载后的内容');
    expect(cellIn(gone, 'id_number')).toMatchObject({ letter: 'E', original: null, loaded: badId });
  });

  it('of an older run is followed as things stood then', async () => {
    const target = drop().put('学生.csv', csv(titles, bad.map(String)));
    await target.import(weekBefore);
    const number = await numberOf(target, 'id-checksum', weekBefore);
    target.put('学生2.csv', csv(titles, ['1', '张三', school, `G${badId}`, idOf(9), '三年级', '1班', '在读']));
    await target.import(day);
    await target.run(day);
    const document = await trace(target, number);
    expect(document.as_of).toBe(weekBefore);
    expect(datasetIn(document, 'students').rows[0]).toMatchObject({ file: '学生.csv', row: 2 });
  });

  it('leaves nothing behind', async () => {
    const target = drop().put('学生.csv', csv(titles, bad.map(String)));
    await target.import();
    await trace(target, await numberOf(target, 'id-checksum'));
    expect(readdirSync(target.workspace.path('lake')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('a class’s finding', () => {
  it('leads to the pupils by file and to the row of the class', async () => {
    const target = drop()
      .put('三年级.csv', students(pupils(40)))
      .put('补报.csv', students(pupils(6, {}, 40)))
      .put('班级.csv', csv(['学校标识码', '年级', '班级', '规定班额'], [school, '三年级', '2班', ''], [school, '三年级', '1班', '']))
      .put('学校.csv', schools);
    await target.import();
    const document = await trace(target, await numberOf(target, 'class-size-over-standard'));
    const { counts, rows } = datasetIn(document, 'students');
    expect(counts.map(({ file, rows: count, row_numbers }) => [file, count, row_numbers.length]).sort()).toEqual([
      ['三年级.csv', 40, 40],
      ['补报.csv', 6, 6],
    ]);
    expect(rows.every((row) => cellIn(row, 'class_name').original === '1班')).toBe(true);
    expect(datasetIn(document, 'classes').rows).toMatchObject([{ file: '班级.csv', row: 3 }]);
  });
});

describe('a duplicate', () => {
  it('leads to every record of the group, side by side tables to the columns of the sheet', async () => {
    const block = ['姓名', '学籍号', '身份证件号', '年级', '班级'];
    const one = ['张三', `G${idOf(1)}`, idOf(1), '三年级', '1班'];
    const two = ['李四', `L230123201601020099`, idOf(1), '三年级', '1班'];
    const bytes = await xlsx({
      Sheet1: [
        [...block, null, ...block],
        [...one, null, ...two],
      ],
    });
    const target = drop().put(`${school}-学生.xlsx`, bytes);
    await target.import();
    const number = await numberOf(target, 'dup-id-number');
    const document = await trace(target, number.split('-').slice(0, 2).join('-'));
    expect(document.records.map((record) => record.number)).toEqual([`${number.slice(0, 11)}-1`, `${number.slice(0, 11)}-2`]);
    const places = document.records.map((_, record) => at(cellIn(datasetIn(document, 'students', record).rows[0]!, 'id_number')));
    expect(places.sort()).toEqual(['C2', 'I2']);
    for (const [record] of document.records.entries()) {
      const cell = cellIn(datasetIn(document, 'students', record).rows[0]!, 'name');
      expect(cell.original).toBe(await cellOf(bytes, 'Sheet1', at(cell)));
      expect(cell.original).toBe(document.records[record]!.name);
    }
  });
});

const away = [
  '2026-11-03',
  '2026-11-04',
  '2026-11-05',
  '2026-11-06',
  '2026-11-09',
  '2026-11-10',
  '2026-11-11',
  '2026-11-12',
  '2026-11-13',
  '2026-11-16',
];

describe('an absence', () => {
  it('leads to each day’s row', async () => {
    const rows = away.map((date) => [school, '三年级', '1班', '学生一', `G${idOf(0)}`, date, '旷课']);
    const target = drop()
      .put('学生.csv', students([{ name: '学生一', id: idOf(0) }]))
      .put('考勤.csv', csv(['学校标识码', '年级', '班级', '姓名', '学籍号', '日期', '考勤状态'], ...rows));
    await target.import();
    const document = await trace(target, await numberOf(target, 'absence-suspected-dropout'));
    const traced = datasetIn(document, 'absences').rows;
    expect(traced.map((row) => cellIn(row, 'date').original)).toEqual(away);
    expect(traced.map(({ row }) => row)).toEqual(away.map((_, index) => index + 2));
    expect(traced.every((row) => cellIn(row, 'status').original === '旷课')).toBe(true);
  });

  it('in a month with a column per day leads to the mark and to its day', async () => {
    const days = Array.from({ length: 30 }, (_, index) => index + 1);
    const dateOf = (number: number): string => `2026-11-${String(number).padStart(2, '0')}`;
    const isSchoolDay = (number: number): boolean => new Date(dateOf(number)).getUTCDay() % 6 !== 0 && number <= 16;
    const marks = (absent: readonly string[]) =>
      days.map((number) => (isSchoolDay(number) ? (absent.includes(dateOf(number)) ? '×' : '√') : null));
    const bytes = await xlsx({
      考勤: [
        ['2026年11月三年级1班学生考勤表'],
        ['序号', '姓名', '学籍号', ...days],
        [1, '学生一', `G${idOf(0)}`, ...marks(away)],
        [2, '学生二', `G${idOf(1)}`, ...marks([])],
      ],
    });
    const target = drop()
      .put(
        '学生.csv',
        students([
          { name: '学生一', id: idOf(0) },
          { name: '学生二', id: idOf(1) },
        ]),
      )
      .put(`${school}-考勤.xlsx`, bytes);
    await target.import();
    const document = await trace(target, await numberOf(target, 'absence-suspected-dropout'));
    const traced = datasetIn(document, 'absences').rows;
    expect(traced.map((row) => cellIn(row, 'date').loaded)).toEqual(away);
    for (const row of traced) {
      const mark = cellIn(row, 'status');
      expect(mark).toMatchObject({ original: '×', row: 3, loaded: 'absent' });
      expect(await cellOf(bytes, '考勤', at(mark))).toBe('×');
      const date = cellIn(row, 'date');
      expect([date.letter, date.row]).toEqual([mark.letter, 2]);
      expect(Number(date.original)).toBe(Number(date.loaded!.slice(8)));
    }
  });
});

describe('a vanished pupil', () => {
  it('leads to where the pupil was last seen, and to the list in which it was looked for', async () => {
    const target = drop().put('第一周.csv', students(pupils(5)));
    await target.import(weekBefore);
    target.put('第二周.csv', students(pupils(4)));
    await target.import(day);
    const document = await trace(target, await numberOf(target, 'pupil-vanished'));
    const [seen, searched] = document.records[0]!.datasets.filter(({ dataset }) => dataset === 'students');
    expect(seen!.rows).toMatchObject([{ file: '第一周.csv', row: 6, batch: '000001' }]);
    expect(cellIn(seen!.rows[0]!, 'name').original).toBe(pupils(5)[4]!.name);
    expect(searched).toMatchObject({ title: '该校现用名册', counts: [{ file: '第二周.csv', rows: 4 }] });
  });
});

describe('what else speaks of the pupil', () => {
  const absent = away.map((date) => [school, '三年级', '1班', '学生一', `G${idOf(0)}`, date, '旷课']);
  const withAbsence = (target: Drop): Drop =>
    target
      .put(
        '学生.csv',
        students([
          { name: '学生一', id: idOf(0) },
          { name: '学生二', id: idOf(1) },
        ]),
      )
      .put('考勤.csv', csv(['学校标识码', '年级', '班级', '姓名', '学籍号', '日期', '考勤状态'], ...absent));

  it('is shown for reference: calls to the guardian, and leaves that began before', async () => {
    const target = withAbsence(drop())
      .put(
        '联系.csv',
        csv(
          ['学校标识码', '年级', '班级', '姓名', '联系时间', '联系结果'],
          [school, '三年级', '1班', '学生一', '2026-11-10 09:00', '未联系上'],
          [school, '三年级', '1班', '学生二', '2026-11-10 09:00', '未联系上'],
        ),
      )
      .put(
        '请假.csv',
        csv(
          ['学校标识码', '学籍号', '姓名', '请假类型', '开始日期', '结束日期', '审批状态'],
          [school, `G${idOf(0)}`, '学生一', '事假', '2026-10-20', '2026-10-21', '不通过'],
        ),
      );
    await target.import();
    const document = await trace(target, await numberOf(target, 'absence-suspected-dropout'));
    expect(datasetIn(document, 'contacts')).toMatchObject({ is_required: false, rows: [{ file: '联系.csv', row: 2 }] });
    expect(datasetIn(document, 'leaves')).toMatchObject({ is_required: false, rows: [{ file: '请假.csv', row: 2 }] });
    expect(datasetIn(document, 'students')).toMatchObject({ is_required: true });
  });

  it('is said to be nothing where a table that would excuse has nothing, and left out where it is only of interest', async () => {
    const target = withAbsence(drop());
    await target.import();
    const document = await trace(target, await numberOf(target, 'absence-suspected-dropout'));
    const shown = document.records[0]!.datasets.map(({ dataset, rows }) => [dataset, rows.length]);
    expect(shown).toEqual([
      ['students', 1],
      ['absences', away.length],
      ['leaves', 0],
      ['status_changes', 0],
    ]);
  });
});
