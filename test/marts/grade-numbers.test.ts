import { describe, expect, it } from 'vitest';
import { parseGrade } from '../../src/staging/grade.ts';
import { martRows, type Relation } from './mart.ts';

const writing = { school_code: 'varchar', grade_kind: 'varchar', grade_value: 'integer', data_date: 'date' };
const none: Relation = { columns: writing, rows: [] };

/** The number of a grade as written by one school on one day. */
async function gradeNumber(text: string, school: { junior_from?: number; only_stage?: string }, day = '2026-10-16') {
  const grade = parseGrade(text);
  const row = { school_code: 'a', grade_kind: grade?.kind ?? null, grade_value: grade?.value ?? null, data_date: day };
  const relations = {
    students: { columns: writing, rows: [row] },
    students_history: none,
    classes: none,
    absences: none,
    leaves: none,
    contacts: none,
    school_facts: {
      columns: { school_code: 'varchar', junior_from: 'integer', only_stage: 'varchar' },
      rows: [{ school_code: 'a', junior_from: 7, ...school }],
    },
  };
  const rows = await martRows('grade_numbers', relations, day);
  return rows[0]?.grade_no ?? null;
}

describe.each([
  ['一年级', 1, 1],
  ['五年级', 5, 5],
  ['六年级', 6, 6],
  ['小六', 6, null],
  ['初一', 7, 6],
  ['初二', 8, 7],
  ['初三', 9, 8],
  ['初四', null, 9],
  ['九年级', 9, 9],
  ['高一', 10, 10],
  ['小学2024级', 3, 3],
  ['初2025级', 8, 7],
  ['高2025级', 11, 11],
  ['2024级', null, null],
  ['预初', null, null],
])('%s', (text, sixThree, fiveFour) => {
  it(`is ${sixThree ?? 'nothing'} where primary school has six grades`, async () => {
    expect(await gradeNumber(text, { junior_from: 7 })).toBe(sixThree);
  });
  it(`is ${fiveFour ?? 'nothing'} where it has five`, async () => {
    expect(await gradeNumber(text, { junior_from: 6 })).toBe(fiveFour);
  });
});

describe('years', () => {
  it.each([
    ['2024级', 'primary', 3],
    ['2024级', 'junior', 9],
    ['2024级', 'senior', 12],
    ['2023级', 'junior', null],
    ['2027届', 'primary', 6],
    ['2027届', 'junior', 9],
    ['2028届', 'junior', 8],
    ['2030届', 'junior', null],
  ])('%s in a school of one stage, %s', async (text, only_stage, expected) => {
    expect(await gradeNumber(text, { only_stage })).toBe(expected);
  });

  it.each([
    ['2026-07-31', 2],
    ['2026-08-01', 3],
  ])('classes move up on 1 August: %s', async (day, expected) => {
    expect(await gradeNumber('小学2024级', {}, day)).toBe(expected);
  });
});
