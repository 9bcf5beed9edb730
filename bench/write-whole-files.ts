// node --import tsx bench/write-whole-files.ts FOLDER PUPILS ABSENCES
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { headed, writeBenchTables } from '../src/generator/bench-files.ts';
import { type BenchPupil, studentsTable } from '../src/generator/bench-pupils.ts';
import { writeXlsxFile } from './xlsx-file.ts';

const workbooks = 200;
const [folder, pupils, absences] = process.argv.slice(2) as [string, string, string];

/** The same registry twice: as one workbook, and as one for each of 200 places. */
async function writeStudents(all: readonly BenchPupil[]): Promise<readonly string[]> {
  for (const set of ['one-xlsx', 'many-xlsx']) mkdirSync(join(folder, set), { recursive: true });
  const write = async (path: string, from: number, to: number): Promise<string> => {
    await writeXlsxFile(path, headed(studentsTable(all.slice(from, to), from)));
    return path;
  };
  const paths = [await write(join(folder, 'one-xlsx', '学生.xlsx'), 0, all.length)];
  const each = Math.ceil(all.length / workbooks);
  for (let from = 0; from < all.length; from += each) {
    paths.push(await write(join(folder, 'many-xlsx', `学校${from / each + 1}.xlsx`), from, from + each));
  }
  return paths;
}

await writeBenchTables(join(folder, 'tables'), { pupils: Number(pupils), absences: Number(absences), seed: 1 }, writeStudents);
