import { compact } from './calendar-date.ts';
import type { County } from './county.ts';
import { writeAttendance } from './files/attendance-files.ts';
import { Drop, type WrittenFile } from './files/drop.ts';
import {
  changesTable,
  contactsTable,
  dropoutsTable,
  graduationsTable,
  leavesTable,
  persuasionsTable,
  placementsTable,
  policeResultsTable,
  registrationsTable,
  rosterTable,
} from './files/event-tables.ts';
import { writeStudents } from './files/student-files.ts';
import { calendarTable, classesTable, personsTable, Subjects, schoolsTable, type Table } from './files/tables.ts';
import type { FileShape } from './student-forms.ts';

export { writeAnswers } from './answers.ts';
export { type BenchOptions, writeBenchFiles } from './bench-files.ts';
export type { WrittenFile } from './files/drop.ts';

/** What offices leave behind in a folder: a lock file of an open workbook, and thumbnails. */
async function leaveJunk(drop: Drop): Promise<void> {
  const lock = new Uint8Array(165);
  lock.set([5, ...new TextEncoder().encode('admin')]);
  await drop.junk('~$学生.xlsx', lock);
  await drop.junk('Thumbs.db', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(504).fill(0)]));
}

const writeTable = (drop: Drop, stem: string, shape: FileShape, { dataset, titles, rows }: Table): Promise<void> => {
  const body = [...rows];
  return drop.file(stem, dataset, { shape }, [{ name: stem.slice(0, 31), rows: [titles, ...body] }], body.length);
};

/** In what the tables are sent that a bureau's offices keep, one after the other. A workbook of Excel 2003 has 65,536 rows at most. */
const TABLE_SHAPES: readonly FileShape[] = [
  'xls',
  'ods',
  'parquet',
  'html-xls',
  'xml-xls',
  'tsv',
  'utf16-csv',
  'mht',
  'biff5',
  'xlsb',
  'feather',
  'semicolon-csv',
];

const tablesOf = (county: County, subjects: Subjects): readonly (readonly [stem: string, table: Table])[] => [
  ['班级', classesTable(county)],
  ['校历', calendarTable(county)],
  ['人口信息', personsTable(county)],
  ['缺勤联系记录', contactsTable(county, subjects)],
  [`学籍异动_${compact(county.asOf)}`, changesTable(county, subjects)],
  ['毕业名单', graduationsTable(county, subjects)],
  ['特殊教育安置', placementsTable(county, subjects)],
  ['公安比对结果', policeResultsTable(county, subjects)],
  ['疑似辍学辍学台账', dropoutsTable(county, subjects)],
  ['劝返记录', persuasionsTable(county, subjects)],
  ['报到注册', registrationsTable(county, subjects)],
  ['进班点名', rosterTable(county, subjects)],
];

/** With a title over all columns. */
function writeLeaves(drop: Drop, { titles, rows }: Table): Promise<void> {
  const body = [...rows];
  const title = ['全县学生请假登记', ...titles.slice(1).map(() => '')];
  const merges = [{ row: 0, first: 0, last: titles.length - 1 }];
  return drop.file('请假登记', 'leaves', { shape: 'xlsx' }, [{ name: '请假', rows: [title, titles, ...body], merges }], body.length);
}

async function writeThisWeek(drop: Drop, county: County, turn: number): Promise<void> {
  const subjects = new Subjects(county);
  await writeTable(drop, '学校', 'csv', schoolsTable(county));
  for (const [at, [stem, table]] of tablesOf(county, subjects).entries()) {
    await writeTable(drop, stem, TABLE_SHAPES[(at + turn) % TABLE_SHAPES.length] ?? 'csv', table);
  }
  await writeStudents(drop, county, '本周');
  await writeAttendance(drop, county, subjects);
  await writeLeaves(drop, leavesTable(county, subjects));
  await leaveJunk(drop);
}

/** Writes `dir/上周` and `dir/本周`. The directories are made; files of the same name are replaced. `turn`: the same tables in other shapes. */
export async function writeCounty(county: County, dir: string, turn = 0): Promise<readonly WrittenFile[]> {
  const before = new Drop(dir, '上周');
  await before.open();
  await writeTable(before, '学校', 'csv', schoolsTable(county));
  await writeStudents(before, county, '上周');
  const now = new Drop(dir, '本周');
  await now.open();
  await writeThisWeek(now, county, turn);
  return [...before.files, ...now.files];
}
