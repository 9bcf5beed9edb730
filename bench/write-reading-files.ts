// node --import tsx bench/write-reading-files.ts FOLDER PUPILS
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { makePupils, wideStudentsTable } from '../src/generator/bench-pupils.ts';
import { type Cell, writeCsv } from '../src/generator/files/csv.ts';
import type { Table } from '../src/generator/files/tables.ts';
import { Random } from '../src/generator/random.ts';
import { readingSets } from './reading-sets.ts';
import { writeXlsFile } from './xls-file.ts';
import { writeXlsxFile } from './xlsx-file.ts';

const schools = 200;
/** BIFF8 ends at 65,536 rows. */
const rowsOfXls = 50_000;

async function writeReadingFiles(folder: string, count: number): Promise<void> {
  const pupils = makePupils(count, new Random(1).fork('pupils'));
  const part = (from: number, to: number): Iterable<readonly Cell[]> => headed(wideStudentsTable(pupils.slice(from, to), from));
  for (const set of readingSets) mkdirSync(join(folder, set), { recursive: true });
  await writeXlsxFile(join(folder, 'one-xlsx', '学生.xlsx'), part(0, count));
  const each = Math.ceil(count / schools);
  for (let from = 0; from < count; from += each) {
    await writeXlsxFile(join(folder, 'many-xlsx', `学校${from / each + 1}.xlsx`), part(from, from + each));
  }
  await writeCsv(join(folder, 'csv', '学生.csv'), part(0, count));
  for (let from = 0; from < count; from += rowsOfXls) {
    writeXlsFile(join(folder, 'xls', `学生${from / rowsOfXls + 1}.xls`), part(from, from + rowsOfXls));
  }
}

const [folder, pupils] = process.argv.slice(2) as [string, string];
await writeReadingFiles(folder, Number(pupils));

function* headed({ titles, rows }: Table): Generator<readonly Cell[]> {
  yield titles;
  yield* rows;
}
