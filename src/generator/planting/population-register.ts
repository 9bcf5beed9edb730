import { addDays } from '../calendar-date.ts';
import type { Draft, Wanted } from '../draft.ts';
import { columnsOf } from '../files/form-columns.ts';
import { withWrongCheck } from '../identity.ts';
import type { PoliceResult } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import { hasSystemColumns, type School } from '../school.ts';
import type { Outcome } from './planted-case.ts';

const MISSING = 'person-record-missing';
const FAILED = 'police-compare-fail';

const tellsHukou = ({ form }: School): boolean => columnsOf(form).has('hukou_address') || columnsOf(form).has('hukou_area_code');
const local: Wanted = (pupil, _, school) => pupil.hukouArea === school.areaCode && tellsHukou(school);

interface Absentee {
  readonly name: string;
  readonly outcome: Outcome;
  readonly fields?: (pupil: Pupil) => Partial<Pupil>;
  readonly wanted: Wanted;
  /** How the extract has the number, where it has the child after all. */
  readonly masked?: (id: string) => string;
}

const blank = { hukou_address: '', hukou_area_code: '' };

const ABSENTEES: readonly Absentee[] = [
  { name: '户口在本县（区划码）', outcome: 'found', wanted: (...at) => local(...at) && columnsOf(at[2].form).has('hukou_area_code') },
  { name: '户口在本县（地址）', outcome: 'found', wanted: (...at) => local(...at) && columnsOf(at[2].form).has('hukou_address') },
  { name: '证件类型空白', outcome: 'found', fields: () => ({ idType: '' }), wanted: local },
  {
    name: '人口信息里同名者的号码脱敏',
    outcome: 'excused',
    wanted: local,
    masked: (id) => `${id.slice(0, 6)}********${id.slice(14)}`,
  },
  { name: '户口在外县', outcome: 'excused', wanted: (pupil, _, school) => pupil.hukouArea !== school.areaCode && tellsHukou(school) },
  { name: '户口所在地空白', outcome: 'excused', fields: () => ({ written: blank }), wanted: local },
  { name: '所用表没有户口所在地列', outcome: 'excused', wanted: (_, __, school) => !tellsHukou(school) },
  { name: '证件号校验不通过', outcome: 'clear', fields: ({ idNumber }) => ({ idNumber: withWrongCheck(idNumber) }), wanted: local },
  { name: '护照', outcome: 'clear', fields: ({ key }) => ({ idNumber: `E${50000000 + key}`, idType: 'A' }), wanted: local },
  { name: '没有证件号', outcome: 'clear', fields: () => ({ idNumber: '' }), wanted: local },
  { name: '已转出', outcome: 'clear', fields: () => ({ status: '10' }), wanted: (_, __, school) => hasSystemColumns(school.form) },
];

function plantAbsentees(draft: Draft): void {
  for (const { name, outcome, fields, wanted, masked } of ABSENTEES) {
    const pupil = draft.take(wanted);
    if (!pupil) continue;
    const record = fields ? draft.replace(pupil, fields(pupil)) : pupil;
    draft.personCorrections.set(pupil.key, masked ? { idNumber: masked(pupil.idNumber) } : null);
    draft.plant(MISSING, name, outcome, [record]);
  }
}

type Row = Omit<PoliceResult, 'pupilKey' | 'stranger' | 'comparedDate'> & { readonly daysAgo: number | null };

const row = (result: PoliceResult['result'], fields: Partial<Row> = {}): Row => ({
  result,
  gives: 'both',
  policeName: null,
  handled: false,
  daysAgo: 6,
  ...fields,
});

interface Compared {
  readonly name: string;
  readonly outcome: Outcome;
  readonly variant?: '字形差异';
  readonly rows: (pupil: Pupil) => readonly Row[];
  readonly fields?: (pupil: Pupil) => Partial<Pupil>;
  readonly wanted?: Wanted;
}

const isSystem: Wanted = (_, __, school) => hasSystemColumns(school.form);

const COMPARED: readonly Compared[] = [
  { name: '身份证号不存在', outcome: 'found', rows: () => [row('not_found')] },
  { name: '姓名不匹配', outcome: 'found', rows: ({ name }) => [row('name_mismatch', { policeName: `${name[0]}更名` })] },
  { name: '姓名不匹配，未给公安姓名', outcome: 'found', rows: () => [row('name_mismatch', { handled: true })] },
  {
    name: '只是间隔号不同',
    outcome: 'found',
    variant: '字形差异',
    fields: () => ({ name: '古丽娜尔.买买提' }),
    rows: () => [row('name_mismatch', { policeName: '古丽娜尔·买买提' })],
  },
  { name: '没有比对日期', outcome: 'found', rows: () => [row('not_found', { daysAgo: null })] },
  { name: '先通过后不通过', outcome: 'found', rows: () => [row('not_found', { daysAgo: 3 }), row('pass', { daysAgo: 40 })] },
  { name: '先不通过后通过', outcome: 'clear', rows: () => [row('pass', { daysAgo: 2 }), row('not_found', { daysAgo: 30 })] },
  { name: '不通过之后又待比对', outcome: 'found', rows: () => [row('pending', { daysAgo: 1 }), row('not_found', { daysAgo: 9 })] },
  { name: '通过', outcome: 'clear', rows: () => [row('pass')] },
  { name: '未比对', outcome: 'clear', rows: () => [row('pending')] },
  { name: '清单只有证件号', outcome: 'found', rows: () => [row('not_found', { gives: 'id' })] },
  { name: '清单只有学籍号', outcome: 'found', rows: () => [row('not_found', { gives: 'registry' })], wanted: isSystem },
  {
    name: '清单只有姓名',
    outcome: 'found',
    fields: ({ name }) => ({ name: `诸葛${name}` }),
    rows: () => [row('not_found', { gives: 'name' })],
  },
  { name: '已转出的不报', outcome: 'clear', fields: () => ({ status: '10' }), rows: () => [row('not_found')], wanted: isSystem },
];

function plantResults(draft: Draft): void {
  for (const { name, outcome, variant, rows, fields, wanted } of COMPARED) {
    const pupil = draft.take(wanted);
    if (!pupil) continue;
    const record = fields ? draft.replace(pupil, fields(pupil)) : pupil;
    for (const { daysAgo, ...rest } of rows(record)) {
      draft.policeResults.push({ ...rest, pupilKey: pupil.key, comparedDate: daysAgo === null ? null : addDays(draft.asOf, -daysAgo) });
    }
    draft.plant(FAILED, name, outcome, [record], variant ?? null);
  }
  const classmate = draft.take();
  if (!classmate) return;
  const idNumber = draft.population.anotherNumber(classmate);
  const { daysAgo: _, ...failed } = row('not_found');
  draft.policeResults.push({
    ...failed,
    pupilKey: null,
    stranger: { schoolCode: classmate.schoolCode, name: '东方查无', idNumber },
    comparedDate: addDays(draft.asOf, -6),
  });
}

/** Whom the police's extract does not have, and whom their comparison did not pass. */
export function plantPopulationRegister(draft: Draft): void {
  plantAbsentees(draft);
  plantResults(draft);
}
