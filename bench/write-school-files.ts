// node --import tsx bench/write-school-files.ts FOLDER SCHOOLS PUPILS: lists of schools whose every pupil lacks an ID number or has a wrong one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, compact } from '../src/generator/calendar-date.ts';
import { residentId, withWrongCheck } from '../src/generator/identity.ts';
import { newName } from '../src/generator/names.ts';
import { Random } from '../src/generator/random.ts';
import { chineseNumber } from '../src/generator/school.ts';

const [folder, schools, pupils] = process.argv.slice(2) as [string, string, string];
const titles = ['学校标识码', '学籍号', '姓名', '性别', '身份证件号', '年级', '班级', '学生状态'];
const random = new Random(1);
mkdirSync(folder, { recursive: true });
for (let school = 0; school < Number(schools); school += 1) {
  const code = String(2230100001 + school);
  const rows = Array.from({ length: Number(pupils) }, (_, index) => {
    const number = school * Number(pupils) + index;
    const sex = number % 2 === 0 ? '1' : '2';
    // Nobody has the number of another.
    const id = residentId('230123', addDays('2012-01-01', number % 3000), 11 + 2 * Math.floor(number / 6000) + (sex === '1' ? 0 : 1));
    const written = index % 2 === 0 ? '' : withWrongCheck(id);
    const grade = `${chineseNumber(1 + (index % 6))}年级`;
    return [
      code,
      `G${id}`,
      newName(random, sex).name,
      sex === '1' ? '男' : '女',
      written,
      grade,
      `${1 + (Math.floor(index / 6) % 4)}班`,
      '在读',
    ];
  });
  writeFileSync(join(folder, `${code}-学生-${compact('2026-11-16')}.csv`), [titles, ...rows].map((row) => `${row.join(',')}\n`).join(''));
}
