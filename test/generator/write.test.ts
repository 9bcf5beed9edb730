import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import exceljs from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generateCounty } from '../../src/generator/county.ts';
import { POLICY_IDS } from '../../src/generator/oracle/policy.ts';
import { expectedFindings } from '../../src/generator/oracle.ts';
import { type WrittenFile, writeAnswers, writeBenchFiles, writeCounty } from '../../src/generator/write.ts';

const county = generateCounty({ pupils: 2000, seed: 7, asOf: '2026-10-16' });
let dir = '';
let written: readonly WrittenFile[];
let answersPath = '';

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'county-'));
  written = await writeCounty(county, dir);
  answersPath = await writeAnswers(county, dir);
});

afterAll(() => rm(dir, { recursive: true }));

/** Fields of a csv line; quoted ones may hold commas. */
function fields(line: string): readonly string[] {
  return [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, field]) => (field ?? '').replace(/^"|"$/g, '').replaceAll('""', '"'));
}

async function lines(path: string, encoding = 'utf-8'): Promise<readonly string[]> {
  const text = new TextDecoder(encoding).decode(await readFile(join(dir, path)));
  return text.trimEnd().split('\r\n');
}

async function sheet(path: string): Promise<exceljs.Worksheet> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(join(dir, path));
  const [first] = workbook.worksheets;
  if (!first) throw new Error(`no sheet in ${path}`);
  return first;
}

/** Cells of a register that say something else than √. */
async function marksIn(path: string): Promise<number> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(join(dir, path));
  let marks = 0;
  for (const one of workbook.worksheets) {
    one.eachRow((row, at) => {
      if (at < 4 || at === one.rowCount) return;
      marks += (row.values as readonly unknown[]).filter((cell) => /^(?:[×病事迟]|.\/.)$/.test(String(cell))).length;
    });
  }
  return marks;
}

const fileOf = (start: string, week = '本周'): string => {
  const file = written.find(({ path }) => path.startsWith(`${week}/${start}`));
  if (!file) throw new Error(`no file ${start}`);
  return file.path;
};

describe('the drop of a week', () => {
  test('every record is in just one students file, this week and last', () => {
    const rows = (week: string) =>
      written.filter((file) => file.week === week && file.dataset === 'students').reduce((sum, file) => sum + file.rows, 0);
    expect(rows('本周')).toBe(county.pupils.length);
    expect(rows('上周')).toBe(county.lastWeek.length);
  });

  test('every other dataset is there', () => {
    const datasets = new Set(written.filter(({ week }) => week === '本周').map(({ dataset }) => dataset));
    expect(datasets).toEqual(
      new Set([
        'students',
        'schools',
        'classes',
        'calendar',
        'persons',
        'absences',
        'leaves',
        'contacts',
        'status_changes',
        'graduations',
        'special_placements',
        'police_results',
        'dropouts',
        'persuasions',
        'registrations',
        'roster',
        null,
      ]),
    );
    expect(written.filter(({ dataset }) => dataset === null).map(({ path }) => path)).toEqual(['本周/~$学生.xlsx', '本周/Thumbs.db']);
  });

  test('the county export has a byte order mark, thirty columns, and IDs as they are', async () => {
    const path = '本周/学籍导出_20261016.csv';
    expect([...(await readFile(join(dir, path))).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...body] = (await lines(path)).map(fields);
    expect(header).toHaveLength(30);
    expect(body).toHaveLength(written.find((file) => file.path === path)?.rows ?? -1);
    const codes = new Set(county.schools.filter(({ form }) => form === 'county-export').map(({ code }) => code));
    const records = county.pupils.filter(({ schoolCode }) => codes.has(schoolCode));
    const column = header?.indexOf('全国学籍号') ?? -1;
    expect(new Set(body.map((row) => row[column]))).toEqual(new Set(records.map(({ registryNumber }) => registryNumber)));
  });

  test('a school’s GB18030 file says its date above the header', async () => {
    const path = fileOf('2230100002');
    const [date, header, ...body] = await lines(path, 'gb18030');
    expect(date).toBe('导出时间：2026-10-16 09:12:00');
    expect(fields(header ?? '')).toContain('身份证号码');
    expect(body).toHaveLength(county.pupils.filter(({ schoolCode }) => schoolCode === '2230100002').length);
    expect((await lines(fileOf('2230100002', '上周'), 'gb18030'))[0]).toBe('导出时间：2026-10-09 09:12:00');
  });

  test('the workbook with a title has totals and signatures, and numbers of identity as text', async () => {
    const first = await sheet(fileOf('2230100004'));
    expect(String(first.getCell('A1').value)).toBe('三道岗镇第一教学点学生花名册');
    expect(first.getCell('E2').value).toBe('填报时间：2026年10月16日');
    const header = first.getRow(3).values as readonly unknown[];
    const column = header.indexOf('身份证号');
    const ids = Array.from({ length: first.rowCount - 5 }, (_, index) => first.getRow(index + 4).getCell(column));
    const stored = county.pupils.filter(({ schoolCode }) => schoolCode === '2230100004').map(({ idStorage }) => idStorage);
    expect(ids.map(({ value }) => (typeof value === 'number' ? 'number' : 'text'))).toEqual(stored);
    expect(stored).toContain('text');
    expect(ids.map(({ numFmt }) => numFmt)).toEqual(stored.map(() => '@'));
    expect(first.getRow(first.rowCount - 1).getCell(1).value).toBe('合计');
    expect(String(first.getRow(first.rowCount).getCell(1).value)).toContain('填表人');
  });

  test('the form of 37 items has a row of groups, repeated titles, and no school code', async () => {
    const first = await sheet(fileOf('2230100006'));
    const header = (first.getRow(4).values as readonly unknown[]).slice(1);
    expect(header).toHaveLength(37);
    expect(header.filter((title) => title === '姓名')).toHaveLength(3);
    expect(header.filter((title) => title === '身份证件号')).toHaveLength(3);
    expect(header).not.toContain('学校标识码');
    expect(first.getCell('A3').value).toBe('学生个人信息');
    expect(first.getRow(3).getCell(18).value).toBe('学生家庭成员或监护人信息一');
    expect(first.getRow(3).getCell(18).isMerged).toBe(true);
    const numeric = county.pupils.filter(({ schoolCode, idStorage }) => schoolCode === '2230100006' && idStorage === 'number').length;
    let numbers = 0;
    for (let row = 5; row <= first.rowCount; row += 1) if (typeof first.getRow(row).getCell(8).value === 'number') numbers += 1;
    expect(numbers).toBe(numeric);
    expect(numeric).toBeGreaterThan(0);
  });

  test('the form of 72 items', async () => {
    const [header, ...body] = (await lines('本周/2230100008-依兰县第二中学-学生.csv')).map(fields);
    expect(header?.slice(0, 4)).toEqual(['学校名称', '学校标识码', '姓名', '性别']);
    expect(header).toHaveLength(74);
    expect(header?.filter((title) => title === '工作单位')).toHaveLength(2);
    expect(body[0]).toHaveLength(74);
  });

  test('attendance: class rows, full rolls, and lists with a day they count to', async () => {
    const all = (await lines('本周/全县考勤_20261016.csv')).map(fields);
    const status = all[0]?.indexOf('状态') ?? -1;
    const labels = new Set(all.slice(1).map((row) => row[status]));
    for (const label of ['班级已上报', '出勤', '病假', '旷课', '缺勤']) expect(labels).toContain(label);
    const own = await lines(fileOf('2230100006-宏克利镇第二九年一贯制学校-考勤'), 'gb18030');
    expect(own[1]).toMatch(/^统计截止日：2026-10-1[56]$/);
    const byName = await lines(fileOf('2230100007-团山子乡第二教学点-考勤'));
    expect(byName.slice(1, 3)).toEqual(['学校：团山子乡第二教学点　学校标识码：2230100007', '年级,班级,姓名,日期,时段,状态,是否批准']);
  });

  test('a register of the month: the first class of each grade on a sheet, a column for each day', async () => {
    const first = await sheet(fileOf('2230100010-依兰县第四小学-考勤2026年10月'));
    expect(first.name).toMatch(/^[1-6]年级1班$/);
    expect(String(first.getCell('A1').value)).toBe(`依兰县第四小学${first.name}2026年10月考勤表`);
    const header = (first.getRow(3).values as readonly unknown[]).slice(1);
    expect(header.slice(0, 3)).toEqual(['学籍号', '姓名', '1']);
    expect(header.slice(-2)).toEqual(['31', '出勤天数']);
    const marks = (first.getRow(4).values as readonly unknown[]).slice(3, 34);
    expect(marks.slice(0, 7).filter((mark) => mark !== undefined && mark !== '')).toEqual([]); // the holiday
    expect(marks[15 - 1]).toMatch(/^[√×病事迟/]+$/);
    expect(marks.slice(16).filter((mark) => mark !== undefined && mark !== '')).toEqual([]); // not yet
  });

  test('every absence of the model is a row of the files or a mark in a register, and no other', async () => {
    const marks = [...county.attendance.marks.values()].flat().length;
    const files = written.filter(({ dataset }) => dataset === 'absences');
    const [system, ...others] = files;
    const body = (await lines(system?.path ?? '')).map(fields).slice(1);
    let told = body.filter((row) => !row.includes('班级已上报') && !row.includes('出勤')).length;
    for (const { path, rows } of others) told += path.includes('年10月') ? await marksIn(path) : rows;
    expect(told).toBe(marks);
  });

  test('the answers are the oracle’s', async () => {
    const answers = JSON.parse(await readFile(answersPath, 'utf8')) as { expected: Record<string, unknown>; planted: unknown[] };
    expect(answers.expected['heilongjiang-2020']).toEqual(JSON.parse(JSON.stringify(expectedFindings(county, 'heilongjiang-2020'))));
    expect(Object.keys(answers.expected).sort()).toEqual([...POLICY_IDS].sort());
    expect(answers.planted).toHaveLength(county.planted.length);
  });
});

test('bench files have as many rows as asked for', async () => {
  const paths = await writeBenchFiles(join(dir, 'bench'), { pupils: 1000, absences: 5000, seed: 1 });
  const bench = async (name: string) => (await lines(`bench/${name}`)).map(fields);
  expect(paths).toHaveLength(11);
  const students = await bench('学生.csv');
  expect(students).toHaveLength(1001);
  expect(students[0]).toHaveLength(25);
  expect(new Set(students.map((row) => row[6])).size).toBe(999); // two numbers stand twice
  const absences = await bench('考勤.csv');
  expect(absences).toHaveLength(5001);
  const away = absences.slice(1).filter((row) => row[4] !== '');
  expect(new Set(away.map((row) => `${row[4]} ${row[7]}`)).size).toBe(away.length);
});
