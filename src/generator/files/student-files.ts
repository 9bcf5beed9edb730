import { addDays, compact } from '../calendar-date.ts';
import type { County } from '../county.ts';
import type { Pupil } from '../pupil.ts';
import { shapeOf } from '../student-forms.ts';
import type { Cell } from './csv.ts';
import type { Drop } from './drop.ts';
import { layoutOf } from './student-form.ts';
import { bodyOf, type SchoolList, studentSheets } from './student-sheets.ts';

async function schoolFile(drop: Drop, list: SchoolList, date: string): Promise<void> {
  const { school, pupils } = list;
  const { file: shape, arrangement, zips } = shapeOf(school.form);
  // Some say the day in the file's name, some in the sheet, some nowhere.
  const saysDay = arrangement !== 'plain' && arrangement !== 'shuffled';
  const isDated = !saysDay && Number(school.code.slice(-2)) % 16 !== 8;
  const name = `${school.code}-${school.name}-学生${isDated ? `-${compact(date)}` : ''}`;
  return drop.file(name, 'students', { shape, zips }, studentSheets(list, date), pupils.length);
}

/** The registry of one week: one export for the schools that work in the county's system, one file for each other school. */
export async function writeStudents(drop: Drop, county: County, week: '上周' | '本周'): Promise<void> {
  const date = week === '本周' ? county.asOf : addDays(county.asOf, -7);
  const classes = new Map(county.classes.map((schoolClass) => [schoolClass.key, schoolClass]));
  const pupils = new Map<string, Pupil[]>(county.schools.map((school) => [school.code, []]));
  for (const pupil of week === '本周' ? county.pupils : county.lastWeek) pupils.get(pupil.schoolCode)?.push(pupil);
  const lists = county.schools.map((school): SchoolList => ({ school, pupils: pupils.get(school.code) ?? [], classes }));
  const layout = layoutOf('county-export');
  const exported = lists.filter(({ school }) => school.form === 'county-export');
  const body = function* (): Generator<readonly Cell[]> {
    for (const list of exported) yield* bodyOf(list, layout);
  };
  await drop.csv(`学籍导出_${compact(date)}.csv`, 'students', [layout.titles], body());
  for (const list of lists) if (list.school.form !== 'county-export') await schoolFile(drop, list, date);
}
