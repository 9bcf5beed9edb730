import { describe, expect, it } from 'vitest';
import { datasetOf } from '../../src/datasets/dictionary.ts';
import { maskCell } from '../../src/privacy/cell-masking.ts';
import { hidden } from '../../src/privacy/rules.ts';

const shown = (dataset: string, name: string, text: string): string =>
  maskCell(datasetOf(dataset).columns.find((column) => column.name === name)!, text);

describe('a cell of a known column', () => {
  it.each([
    ['students', 'name', '张三', '张三'],
    ['students', 'grade', '三年级', '三年级'],
    ['students', 'school_code', '2230100001', '2230100001'],
    ['students', 'birth_date', '20160102', '20160102'],
    ['students', 'id_number', '230123201601020018', '230123**********18'],
    ['students', 'registry_number', 'G230123201601020018', 'G230123**********18'],
    ['students', 'phone', '13812345678', '13********8'],
    ['students', 'guardian1_id_number', '23012319800102001X', '230123**********1X'],
    ['students', 'home_address', '朝阳路12号', hidden],
    ['leaves', 'leave_type', '病假', hidden],
    ['absences', 'note', '电话13812345678', '电话13********8'],
    ['absences', 'note', '', ''],
  ])('%s %s %s reads %s', (dataset, name, text, masked) => {
    expect(shown(dataset, name, text)).toBe(masked);
  });
});
