import { describe, expect, test } from 'vitest';
import { chineseNumber, classLabel, gradeLabel } from '../../src/generator/school.ts';
import { A, school, schoolClass } from './tiny-county.ts';

describe('how schools write grade and class', () => {
  const seventh = schoolClass(A, { stage: 'junior', gradeNo: 7, classNo: 12, entryYear: 2026 });
  const sixthOfFiveFour = schoolClass(A, { stage: 'junior', gradeNo: 6, entryYear: 2026 });

  test.each([
    ['chinese', '七年级'],
    ['arabic', '7年级'],
    ['cohort', '初2026级'],
    ['spoken', '初一'],
  ] as const)('%s grade', (gradeStyle, label) => {
    expect(gradeLabel(school(A, { gradeStyle }), seventh)).toBe(label);
  });

  test('the first junior grade of the 五四 system is the sixth', () => {
    expect(gradeLabel(school(A, { gradeStyle: 'spoken', system: '54' }), sixthOfFiveFour)).toBe('初一');
    expect(gradeLabel(school(A, { gradeStyle: 'arabic', system: '54' }), sixthOfFiveFour)).toBe('6年级');
  });

  test.each([
    ['plain', '12班'],
    ['bracketed', '（12）班'],
    ['cohort', '2026级12班'],
    ['padded', '12'],
  ] as const)('%s class', (classStyle, label) => {
    expect(classLabel(school(A, { classStyle }), seventh)).toBe(label);
    expect(classLabel(school(A, { classStyle }), { ...seventh, classNo: null })).toBe('待分班');
  });

  test.each([
    [1, '一'],
    [10, '十'],
    [12, '十二'],
    [20, '二十'],
    [100, '一百'],
    [105, '一百零五'],
    [110, '一百一十'],
    [347, '三百四十七'],
  ])('%i is %s', (value, label) => {
    expect(chineseNumber(value)).toBe(label);
  });
});
