import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { csv, Drop, idOf, pupils, schools, students, studentTitles, temporaryOf } from '../lake/drop.ts';
import { asOf, temporaryFolder } from './county.ts';

// Neither the order of rows, nor how they are split into files, nor how often the job is run changes what is found.

const folder = temporaryFolder();
afterAll(folder.remove);

const body = students([
  ...pupils(46, { class: '1班' }),
  { name: '王甲', id: idOf(100) },
  { name: '李乙', id: idOf(100), registry: temporaryOf(1), school: '2230100002', class: '2班' },
  { name: '张丙', id: '230123201601021234' },
  ...pupils(5, { school: '2230100002' }, 60),
])
  .trimEnd()
  .split('\n')
  .slice(1);

const days = ['2026-11-05', '2026-11-06', '2026-11-09', '2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-16'];
const attendanceTitles = ['学校标识码', '年级', '班级', '学籍号', '姓名', '日期', '考勤状态'];
const attendance = days.flatMap((day) => [
  `2230100001,三年级,1班,,,${day},班级已上报`,
  `2230100001,三年级,1班,G${idOf(3)},学生,${day},旷课`,
  ...(day > '2026-11-10' ? [`2230100001,三年级,1班,G${idOf(5)},学生,${day},旷课`] : []),
]);

let count = 0;

async function findings(studentFiles: readonly string[][], attendanceFiles: readonly string[][], runs: number): Promise<string[]> {
  const drop = new Drop(join(folder.path, String(++count)));
  drop.put('学校.csv', schools);
  for (const [index, rows] of studentFiles.entries()) drop.put(`学生${index}.csv`, `${csv(studentTitles)}${rows.join('\n')}\n`);
  for (const [index, rows] of attendanceFiles.entries()) drop.put(`考勤${index}.csv`, `${csv(attendanceTitles)}${rows.join('\n')}\n`);
  let outcome = await drop.run(asOf);
  for (let run = 1; run < runs; run++) outcome = await drop.run(asOf);
  return outcome.entries.map((entry) =>
    [
      entry.number,
      entry.status,
      entry.finding.check.id,
      entry.finding.name,
      entry.finding.variant,
      JSON.stringify(entry.finding.evidence),
    ].join(' '),
  );
}

/** The rows in any order, in one to three files. */
const arranged = (rows: readonly string[]): fc.Arbitrary<string[][]> =>
  fc
    .tuple(fc.shuffledSubarray([...rows], { minLength: rows.length }), fc.integer({ min: 1, max: 3 }))
    .map(([shuffled, files]) => Array.from({ length: files }, (_, index) => shuffled.filter((_, at) => at % files === index)));

describe('what is found', () => {
  it('does not depend on order, files or repetition', async () => {
    const expected = await findings([body], [attendance], 1);
    expect(expected.map((line) => line.split(' ')[2])).toEqual([
      'absence-early-warning',
      'absence-suspected-dropout',
      'class-size-over-standard',
      'dup-id-number',
      'dup-id-number',
      'id-checksum',
    ]);
    await fc.assert(
      fc.asyncProperty(
        arranged(body),
        arranged(attendance),
        fc.integer({ min: 1, max: 2 }),
        async (studentFiles, attendanceFiles, runs) => {
          expect(await findings(studentFiles, attendanceFiles, runs)).toEqual(expected);
        },
      ),
      { numRuns: 8 },
    );
  });
});
