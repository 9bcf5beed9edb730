import { expect, test } from 'vitest';
import type { Cell } from '../../../src/generator/files/csv.ts';
import { dropoutsTable, policeResultsTable, registrationsTable, rosterTable } from '../../../src/generator/files/event-tables.ts';
import { Subjects, schoolsTable, type Table } from '../../../src/generator/files/tables.ts';
import { A, AS_OF, away, county, pupil, school, type TinyCounty } from '../tiny-county.ts';

/** The table's rows by title. */
function rows(make: (of: ReturnType<typeof county>, subjects: Subjects) => Table, tiny: TinyCounty): Record<string, Cell>[] {
  const of = county(tiny);
  const { titles, rows: body } = make(of, new Subjects(of));
  return [...body].map((row) => Object.fromEntries(titles.map((title, at) => [title, row[at] ?? ''])));
}

const one = pupil(1, { name: '王欣怡' });
const result = { result: 'not_found', policeName: null, comparedDate: AS_OF, handled: false } as const;

test('the police’s list gives both numbers, one, or none', () => {
  const policeResults = (['both', 'id', 'registry', 'name'] as const).map((gives) => ({ ...result, gives, pupilKey: 1 }));
  const told = rows(policeResultsTable, { pupils: [one], policeResults }).map((row) => [row.学籍号, row.身份证件号, row.姓名]);
  expect(told).toEqual([
    [one.registryNumber, one.idNumber, '王欣怡'],
    ['', one.idNumber, '王欣怡'],
    [one.registryNumber, '', '王欣怡'],
    ['', '', '王欣怡'],
  ]);
});

test('the police’s list has people whom the registry does not know', () => {
  const stranger = { schoolCode: A, name: '东方某', idNumber: '230123201909010555' };
  const [row] = rows(policeResultsTable, { policeResults: [{ ...result, gives: 'both', pupilKey: null, stranger }] });
  expect(row).toMatchObject({ 学校标识码: A, 姓名: '东方某', 身份证件号: '230123201909010555', 学籍号: '', 比对结果: '身份证号不存在' });
});

test('a dropout without a mark leaves the day empty', () => {
  const dropout = { pupilKey: 1, category: 'suspected', foundDate: AS_OF, absentSince: '2026-10-09', markedDate: null } as const;
  const told = rows(dropoutsTable, { pupils: [one], dropouts: [dropout, { ...dropout, markedDate: AS_OF }] });
  expect(told.map((row) => [row.类别, row.系统标注日期])).toEqual([
    ['疑似辍学', ''],
    ['疑似辍学', AS_OF],
  ]);
});

test('registrations say whether and when', () => {
  const row = { pupilKey: 1, termStart: '2026-09-01', reported: true, reportDate: '2026-09-03' };
  const told = rows(registrationsTable, { pupils: [one], registrations: [row, { ...row, reported: false, reportDate: null }] });
  expect(told.map((each) => [each.是否报到, each.报到日期])).toEqual([
    ['是', '2026-09-03'],
    ['否', ''],
  ]);
});

test('the roll-call has everybody who attends, and who is away that day', () => {
  const pupils = [one, pupil(2), pupil(3, { status: '02' })];
  const told = rows(rosterTable, { pupils, marks: { 2: away(AS_OF, AS_OF) }, schools: [school(A)] });
  expect(told.map((row) => [row.姓名, row.点名结果])).toEqual([
    ['王欣怡', '在校'],
    [pupil(2).name, '不在校'],
  ]);
});

test('the list of schools may have a school twice, or one without pupils', () => {
  const listed = { code: A, name: '第一小学', campus: null, campusCode: null, of: school(A) };
  const schoolList = [listed, { ...listed, campus: '南校区', campusCode: '2230100991' }, { ...listed, code: '22301', of: null }];
  const told = rows((of) => schoolsTable(of), { schools: [school(A)], schoolList });
  expect(told.map((row) => [row.学校标识码, row.校区, row.校区代码, row.行政区划码])).toEqual([
    [A, '', '', '230123'],
    [A, '南校区', '2230100991', '230123'],
    ['22301', '', '', '230123'],
  ]);
});
