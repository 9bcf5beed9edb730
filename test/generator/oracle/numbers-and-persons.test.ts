import { describe, expect, test } from 'vitest';
import { nameKey } from '../../../src/generator/oracle/person-name.ts';
import type { Person } from '../../../src/generator/paperwork.ts';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { findings, pupil } from '../tiny-county.ts';

describe('id-checksum', () => {
  const reason = (fields: Partial<Pupil>) => findings('id-checksum', { pupils: [pupil(1, fields)] })[0]?.evidence.reason;

  test.each([
    ['11010519491231002X', undefined],
    ['11010519491231002x', undefined],
    ['１１０１０５１９４９１２３１００２Ｘ', undefined],
    ['110105194912310021', '校验位不符'],
    ['110105201602290038', undefined],
    ['110105201702290035', '日期无效'],
    ['110105201809012000', undefined],
    ['110105201809010000', undefined],
    ['1101052018O9010021', '含非数字'],
    ['1.10105E+17', undefined],
    ['11010520180901002', undefined],
    ['110105********0021', undefined],
    ['无', undefined],
    ['111111111111111111', undefined],
  ])('%s: %s', (idNumber, expected) => {
    expect(reason({ idNumber })).toBe(expected);
  });

  test('residence permits yes, other papers no, an empty type when it looks like a resident ID', () => {
    expect(reason({ idType: 'H', idNumber: '810000199408230021' })).toBeUndefined();
    expect(reason({ idType: 'H', idNumber: '820000199409020010' })).toBe('校验位不符');
    expect(reason({ idType: 'Z', idNumber: '110105194912310021' })).toBeUndefined();
    expect(reason({ idType: '', idNumber: '110105194912310021' })).toBe('校验位不符');
    expect(reason({ idNumber: '110105194912310021', idStorage: 'number' })).toBeUndefined();
  });
});

describe('name keys', () => {
  test.each([
    ['张　三', '张三'],
    [' 张 三 ', '张三'],
    ['阿依古丽•买买提', '阿依古丽买买提'],
    ['阿依古丽.买买提', '阿依古丽买买提'],
    ['阿依古丽－买买提', '阿依古丽买买提'],
    ['王小明（转）', '王小明'],
    ['王小明*', '王小明'],
    ['张𬭎', '张𬭎'],
    ['李□明', '李□明'],
  ])('%s is %s', (written, key) => {
    expect(nameKey(written)).toBe(key);
  });
});

describe('person-record-mismatch', () => {
  const one = pupil(1, { name: '张䶮' });
  const said = (police: Partial<Person>, registry: Partial<Pupil> = {}) => {
    const { idNumber, name, sex, birthDate, ethnicity, hukouArea: area, familyNo } = one;
    const persons = [{ idNumber, name, sex, birthDate, ethnicity, area, familyNo, ...police }];
    return findings('person-record-mismatch', { pupils: [{ ...one, ...registry }], persons }).map(({ evidence, variant, severity }) => [
      evidence.differences,
      variant,
      severity,
    ]);
  };

  test('name, sex or birth, whatever differs', () => {
    expect(said({})).toEqual([]);
    expect(said({ name: '张三' })).toEqual([['姓名', null, 'orange']]);
    expect(said({ sex: '2', birthDate: '2019-09-02' })).toEqual([['性别、出生日期', null, 'orange']]);
  });

  test('what the extract leaves empty is not compared', () => {
    expect(said({ sex: null, birthDate: null })).toEqual([]);
  });

  test('字形差异: one character, and one of the two is not to be trusted', () => {
    expect(said({ name: '张龑' })).toEqual([['姓名', '字形差异', 'blue']]);
    expect(said({ name: '张□' })).toEqual([['姓名', '字形差异', 'blue']]);
    expect(said({ name: '张\ue123' })).toEqual([['姓名', '字形差异', 'blue']]);
    expect(said({ name: '张喆' })).toEqual([['姓名', null, 'orange']]);
    expect(said({ name: '张龑龑' })).toEqual([['姓名', null, 'orange']]);
    expect(said({ name: '李龑' })).toEqual([['姓名', null, 'orange']]);
    expect(said({ name: '张龑', sex: '2' })).toEqual([['姓名、性别', null, 'orange']]);
  });

  test('only sound resident IDs are looked up', () => {
    expect(said({ name: '张三', idNumber: '110105194912310021' }, { idNumber: '110105194912310021' })).toEqual([]);
    expect(said({ name: '张三' }, { idStorage: 'number' })).toEqual([]);
    expect(said({ name: '张三' }, { idType: 'A' })).toEqual([]);
    expect(said({ name: '张三' }, { idType: '' })).toEqual([['姓名', null, 'orange']]);
    expect(said({ name: '张三' }, { status: '10' })).toEqual([]);
  });
});
