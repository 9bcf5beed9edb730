import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compact } from './calendar-date.ts';
import type { County } from './county.ts';
import { writeAttendance } from './files/attendance-files.ts';
import { Drop, type WrittenFile } from './files/drop.ts';
import { changesTable, contactsTable, graduationsTable, leavesTable, placementsTable } from './files/event-tables.ts';
import { writeStudents } from './files/student-files.ts';
import { calendarTable, classesTable, personsTable, Subjects, schoolsTable, type Table } from './files/tables.ts';
import { type ExpectedFinding, expectedFindings, JUDGED_CHECKS, type PolicyId } from './oracle.ts';

export { type BenchOptions, writeBenchFiles } from './bench-files.ts';
export type { WrittenFile } from './files/drop.ts';

export interface WrittenCounty {
  readonly dir: string;
  /** In the order in which they were written; paths relative to `dir`. */
  readonly files: readonly WrittenFile[];
  /** 答案.json: what was planted, and what each regulation says of it. */
  readonly answers: string;
}

const POLICIES: readonly PolicyId[] = ['heilongjiang-2020', 'lingyuan-2021', 'national-2013'];

const csvOf = (drop: Drop, name: string, { dataset, titles, rows }: Table): Promise<void> => drop.csv(name, dataset, [titles], rows);

/** What offices leave behind in a folder: a lock file of an open workbook, and thumbnails. */
async function leaveJunk(drop: Drop): Promise<void> {
  const lock = new Uint8Array(165);
  lock.set([5, ...new TextEncoder().encode('admin')]);
  await drop.bytes('~$学生.xlsx', lock);
  await drop.bytes('Thumbs.db', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(504).fill(0)]));
}

async function writeThisWeek(drop: Drop, county: County): Promise<void> {
  const subjects = new Subjects(county);
  await csvOf(drop, '学校.csv', schoolsTable(county));
  await csvOf(drop, '班级.csv', classesTable(county));
  await csvOf(drop, '校历.csv', calendarTable(county));
  await writeStudents(drop, county, '本周');
  await csvOf(drop, '人口信息.csv', personsTable(county));
  await writeAttendance(drop, county, subjects);
  const leaves = leavesTable(county, subjects);
  await drop.workbook('请假登记.xlsx', 'leaves', '请假', [['全县学生请假登记'], leaves.titles, ...leaves.rows], 2, [
    { row: 0, first: 0, last: leaves.titles.length - 1 },
  ]);
  await csvOf(drop, '缺勤联系记录.csv', contactsTable(county, subjects));
  await csvOf(drop, `学籍异动_${compact(county.asOf)}.csv`, changesTable(county, subjects));
  await csvOf(drop, '毕业名单.csv', graduationsTable(county, subjects));
  await csvOf(drop, '特殊教育安置.csv', placementsTable(county, subjects));
  await leaveJunk(drop);
}

function answersOf(county: County): unknown {
  const expected: Partial<Record<PolicyId, readonly ExpectedFinding[]>> = {};
  for (const policy of POLICIES) expected[policy] = expectedFindings(county, policy);
  return { options: county.options, checks: JUDGED_CHECKS, planted: county.planted, expected };
}

/** Writes `dir/上周`, `dir/本周` and `dir/答案.json`. The directories are made; files of the same name are replaced. */
export async function writeCounty(county: County, dir: string): Promise<WrittenCounty> {
  const before = new Drop(dir, '上周');
  await before.open();
  await csvOf(before, '学校.csv', schoolsTable(county));
  await writeStudents(before, county, '上周');
  const now = new Drop(dir, '本周');
  await now.open();
  await writeThisWeek(now, county);
  const answers = join(dir, '答案.json');
  await writeFile(answers, `${JSON.stringify(answersOf(county), null, 1)}\n`);
  return { dir, files: [...before.files, ...now.files], answers };
}
