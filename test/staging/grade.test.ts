import { describe, expect, it } from 'vitest';
import { parseClassName } from '../../src/staging/class-name.ts';
import { parseGrade } from '../../src/staging/grade.ts';

describe('grade texts', () => {
  it.each([
    ['一年级', 'through', 1],
    ['1年级', 'through', 1],
    ['小学一年级', 'through', 1],
    ['1', 'through', 1],
    [' 七 年级 ', 'through', 7],
    ['７年级', 'through', 7],
    ['十年级', 'through', 10],
    ['十二年级', 'through', 12],
    ['小一', 'primary', 1],
    ['小六', 'primary', 6],
    ['初一', 'junior', 1],
    ['初中一年级', 'junior', 1],
    ['初四', 'junior', 4],
    ['高一', 'senior', 1],
    ['高中三年级', 'senior', 3],
    ['小学2024级', 'primary-cohort', 2024],
    ['初2025级', 'junior-cohort', 2025],
    ['高2025级', 'senior-cohort', 2025],
    ['2024级', 'cohort', 2024],
    ['2027届', 'leaving', 2027],
  ])('%s', (text, kind, value) => {
    expect(parseGrade(text)).toEqual({ kind, value });
  });

  it.each(['', '预初', '十三年级', '0', '小七', '初五', '高四', '学前班', '级'])('%s names no grade', (text) => {
    expect(parseGrade(text)).toBeNull();
  });
});

describe('class texts', () => {
  it.each([
    ['1班', 1],
    ['（1）班', 1],
    ['(1)班', 1],
    ['一班', 1],
    ['01', 1],
    ['1', 1],
    ['01班', 1],
    ['二十一班', 21],
    ['十二班', 12],
  ])('%s', (text, number) => {
    expect(parseClassName(text)).toEqual({ number, code: null, label: String(number), grade: null, isPlaceholder: false });
  });

  it.each([
    ['2024级1班', 1, 'cohort', 2024],
    ['小二（08）班', 8, 'primary', 2],
    ['七（12）班', 12, 'through', 7],
    ['七年级十二班', 12, 'through', 7],
    ['初一（3）班', 3, 'junior', 1],
    ['小学2024级2班', 2, 'primary-cohort', 2024],
  ])('%s carries its grade', (text, number, kind, value) => {
    expect(parseClassName(text)).toMatchObject({ number, label: String(number), grade: { kind, value } });
  });

  it('701 waits for the grade', () => {
    expect(parseClassName('701')).toMatchObject({ number: null, code: 701 });
  });

  it.each(['阳光班', 'A班'])('%s keeps its name', (text) => {
    expect(parseClassName(text)).toMatchObject({ number: null, label: text, isPlaceholder: false });
  });

  it.each(['待分班', '未分班'])('%s is no class', (text) => {
    expect(parseClassName(text).isPlaceholder).toBe(true);
  });
});
