import { describe, expect, test } from 'vitest';
import type { Registration } from '../../../src/generator/paperwork.ts';
import type { Pupil } from '../../../src/generator/pupil.ts';
import { A, AS_OF, B, change, findings, pupil, school, type TinyCounty } from '../tiny-county.ts';

const one = pupil(1);
const other = (fields: Partial<Pupil> = {}): Pupil => pupil(2, { registryNumber: one.registryNumber, ...fields });

describe('dup-xueji-number', () => {
  const rows = (...pupils: readonly Pupil[]) => findings('dup-xueji-number', { pupils });

  test('one row a record, in one school or in two', () => {
    expect(rows(one, pupil(2))).toEqual([]);
    expect(rows(one, other()).map(({ evidence }) => evidence)).toEqual(Array(2).fill({ records: 2, schools: 1 }));
    expect(rows(one, other({ schoolCode: B })).map(({ evidence }) => evidence.schools)).toEqual([2, 2]);
    expect(rows(one, other({ registryNumber: ` ${one.registryNumber.toLowerCase()}` }))).toHaveLength(2);
  });

  test('a list exported twice is one record', () => {
    expect(rows(one, { ...one, key: 2 })).toEqual([]);
    expect(rows(one, { ...one, key: 2, idNumber: pupil(2).idNumber })).toHaveLength(2);
    expect(rows(one, { ...one, key: 2 }, pupil(3, { registryNumber: one.registryNumber, schoolCode: B }))).toHaveLength(2);
  });

  test.each(['', '无', '0', 'G230123********0021', '2.30123E+17'])('%j is no number to compare', (registryNumber) => {
    expect(rows({ ...one, registryNumber }, other({ registryNumber }))).toEqual([]);
  });

  test('a graduate’s record is history, a transfer under way an excuse', () => {
    expect(rows(one, other({ status: '07', schoolCode: B }))).toEqual([]);
    const changes = [change(1, '22', { approval: 'pending', fromSchoolCode: A, toSchoolCode: B })];
    const moving = findings('dup-xueji-number', { pupils: [one, other({ schoolCode: B })], changes });
    expect(moving.map(({ excused_by }) => excused_by)).toEqual(['转学在办', '转学在办']);
  });
});

describe('xueji-number-format', () => {
  test.each([
    ['G110105201809010021', undefined],
    ['g110105201809010021', undefined],
    ['G 110105201809010021', undefined],
    ['L110105201809019999', undefined],
    ['J110105201809019999', undefined],
    ['G11010520180901003X', undefined],
    ['110105201809010021', '缺字头，疑似误填身份证件号'],
    ['G11010520180901002', '位数不对'],
    ['G1101052018090100211', '位数不对'],
    ['Z110105201809010021', '字头不对'],
    ['G1101O5201809010021', '含有不该有的字符'],
    ['1.10105E+17', '以数值存坏'],
    ['', undefined],
    ['无', undefined],
    ['G110105********0021', undefined],
  ])('%s: %s', (registryNumber, fault) => {
    const [found] = findings('xueji-number-format', { pupils: [{ ...one, registryNumber }] });
    expect(found?.evidence.fault).toBe(fault);
  });

  test('not of those who left', () => {
    expect(findings('xueji-number-format', { pupils: [{ ...one, registryNumber: 'Z1', status: '10' }] })).toEqual([]);
  });
});

describe('xueji-number-missing', () => {
  const arrived = (reportDate: string | null, fields: Partial<Registration> = {}): Registration => ({
    pupilKey: 1,
    termStart: '2026-09-01',
    reported: true,
    reportDate,
    ...fields,
  });
  const without = (fields: Partial<Pupil> = {}, tiny: TinyCounty = {}, policy: Parameters<typeof findings>[2] = 'heilongjiang-2020') =>
    findings('xueji-number-missing', { ...tiny, pupils: [pupil(1, { registryNumber: '', ...fields })] }, policy);

  test('a month after the pupil came: the last day is still in time', () => {
    expect(without({}, { registrations: [arrived('2026-09-16')] })).toEqual([]);
    const [late] = without({}, { registrations: [arrived('2026-09-15')] });
    expect(late).toMatchObject({ severity: 'orange', certainty: '确定', evidence: { entered: '2026-09-15', deadline: '2026-10-15' } });
  });

  test('shanxi gives the first grade two months', () => {
    const registrations = [arrived('2026-08-15')];
    expect(without({}, { registrations }, 'henan-2014')).toHaveLength(1);
    expect(without({}, { registrations }, 'shanxi-2026')).toHaveLength(1);
    expect(without({}, { registrations: [arrived('2026-08-16')] }, 'shanxi-2026')).toEqual([]);
  });

  test('without a day of arrival the month of entry counts, to the end of the month', () => {
    expect(without({ enrolMonth: '2026-09' })).toEqual([]);
    expect(without({ enrolMonth: '2026-08' })[0]?.evidence).toMatchObject({ entered_from: '入学年月', deadline: '2026-09-30' });
    expect(without({ enrolMonth: '2026-08' }, { registrations: [arrived(null), arrived('2026-10-10', { reported: false })] })).toHaveLength(
      1,
    );
  });

  test('the earliest of several arrivals; by name where the school has the name once', () => {
    expect(without({}, { registrations: [arrived('2026-10-01'), arrived('2026-09-01')] })).toHaveLength(1);
    const nameless = { idNumber: '', enrolMonth: '2026-09' };
    const registrations = [arrived('2026-09-01')];
    expect(without(nameless, { registrations })).toHaveLength(1);
    const twins = [pupil(1, { ...nameless, registryNumber: '', name: '王一' }), pupil(2, { name: '王一' })];
    expect(findings('xueji-number-missing', { pupils: twins, registrations })).toEqual([]);
  });

  test('待核 where nobody says when; nothing where the form has no such column', () => {
    const at = (form: 'titled-xlsx' | 'form72-csv') => without({}, { schools: [school(A, { form })] });
    expect(at('titled-xlsx').map(({ certainty, evidence }) => [certainty, evidence.entered_from])).toEqual([['待核', '无']]);
    expect(at('form72-csv')).toEqual([]);
  });

  test('placeholders are none, numbers that are there are not missing', () => {
    for (const registryNumber of ['无', '0']) expect(without({ registryNumber, enrolMonth: '2025-09' })).toHaveLength(1);
    expect(without({ registryNumber: 'L110105201809019999', enrolMonth: '2025-09' })).toEqual([]);
    expect(without({ status: '07', enrolMonth: '2025-09' })).toEqual([]);
    expect(AS_OF).toBe('2026-10-16');
  });
});
