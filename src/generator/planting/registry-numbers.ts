import { addDays, addMonths } from '../calendar-date.ts';
import type { Draft, Wanted } from '../draft.ts';
import { columnsOf } from '../files/form-columns.ts';
import type { Pupil } from '../pupil.ts';
import { hasSystemColumns, stageStart } from '../school.ts';
import type { Outcome } from './planted-case.ts';

const SHARED = 'dup-xueji-number';
const MISSING = 'xueji-number-missing';
const FORMAT = 'xueji-number-format';

const numbered: Wanted = (pupil, plan) => pupil.registryNumber.startsWith('G') && plan.size >= 20;

/** A second record elsewhere, at a school that writes registry numbers down, under the same number. */
function shared(draft: Draft, fields: (pupil: Pupil) => Partial<Pupil> = () => ({})): readonly [Pupil, Pupil] | null {
  const pupil = draft.take(numbered);
  const copy = pupil && draft.addElsewhere(pupil, fields(pupil), (school) => hasSystemColumns(school.form));
  return pupil && copy && [pupil, copy];
}

/** Two children of whom one got the other's number. */
function plantStrangers(draft: Draft, name: string, together: (a: Pupil, b: Pupil) => boolean, outcome: Outcome = 'found'): void {
  const pair = draft.takePair(numbered, (a, b) => a.name !== b.name && together(a, b));
  if (!pair) return;
  const [a, b] = pair;
  draft.plant(SHARED, name, outcome, [a, draft.replace(b, { registryNumber: a.registryNumber })]);
}

function plantShared(draft: Draft): void {
  plantStrangers(draft, '两校两名学生同学籍号', (a, b) => a.schoolCode !== b.schoolCode);
  plantStrangers(draft, '同班两名学生同学籍号', (a, b) => a.classKey === b.classKey);

  const written = shared(draft, ({ registryNumber }) => ({ registryNumber: ` ${registryNumber.toLowerCase()}` }));
  if (written) draft.plant(SHARED, '一人两校，学籍号写法不同', 'found', written);

  const moving = shared(draft);
  if (moving) {
    const [from, to] = moving;
    draft.change({
      pupilKey: from.key,
      type: '22',
      schoolCode: to.schoolCode,
      fromSchoolCode: from.schoolCode,
      toSchoolCode: to.schoolCode,
      applyDate: addDays(draft.asOf, -9),
      approval: 'pending',
      reason: '居住地变化',
    });
    draft.plant(SHARED, '转学在办，两校同学籍号', 'excused', moving);
  }

  const graduated = shared(draft, () => ({ status: '07' }));
  if (graduated) draft.plant(SHARED, '毕业记录与现籍同学籍号', 'clear', graduated);

  for (const [name, registryNumber] of [
    ['占位的学籍号相同', '无'],
    ['脱敏的学籍号相同', 'G230123********0021'],
  ] as const) {
    const pair = draft.takePair(numbered, (a, b) => a.schoolCode === b.schoolCode && a.name !== b.name);
    if (!pair) continue;
    const pupils = pair.map((pupil) => draft.replace(pupil, { registryNumber }));
    draft.plant(SHARED, name, 'clear', pupils);
    if (name.startsWith('脱敏')) draft.plant(FORMAT, '脱敏的学籍号不查格式', 'clear', pupils);
  }
}

const SPELLINGS: readonly (readonly [name: string, outcome: Outcome, written: (pupil: Pupil) => string])[] = [
  ['缺字头', 'found', ({ registryNumber }) => registryNumber.slice(1)],
  ['字头不对', 'found', ({ registryNumber }) => `Z${registryNumber.slice(1)}`],
  ['18位', 'found', ({ registryNumber }) => registryNumber.slice(0, 18)],
  ['20位', 'found', ({ registryNumber }) => `${registryNumber}0`],
  ['第7位写成字母O', 'found', ({ registryNumber }) => `${registryNumber.slice(0, 7)}O${registryNumber.slice(8)}`],
  ['科学计数法', 'found', ({ registryNumber }) => `${registryNumber[1]}.${registryNumber.slice(2, 7)}E+17`],
  ['小写字头', 'clear', ({ registryNumber }) => registryNumber.toLowerCase()],
  ['字头后有空格', 'clear', ({ registryNumber }) => `G ${registryNumber.slice(1)}`],
  ['J字头', 'clear', ({ registryNumber }) => `J${registryNumber.slice(1)}`],
];

function plantSpellings(draft: Draft): void {
  for (const [name, outcome, written] of SPELLINGS) {
    const pupil = draft.take(numbered);
    if (pupil) draft.plant(FORMAT, name, outcome, [draft.replace(pupil, { registryNumber: written(pupil) })]);
  }
  const temporary = draft.take((pupil) => pupil.registryNumber.startsWith('L'));
  if (temporary) draft.plant(FORMAT, 'L号不验校验位', 'clear', [temporary]);
  const graduated = shared(draft, ({ registryNumber }) => ({ registryNumber: registryNumber.slice(1), status: '07' }));
  if (graduated) draft.plant(FORMAT, '已毕业的不查', 'clear', graduated);
}

/** The day whose corresponding day in the next month is that; null when there is none, as before the 31st. */
function monthBefore(day: string): string | null {
  const date = addMonths(day, -1);
  return addMonths(date, 1) === day ? date : null;
}

function plantMissing(draft: Draft): void {
  const entrant: Wanted = (pupil, plan, school) => numbered(pupil, plan, school) && plan.gradeNo === stageStart(school, plan.stage);
  const registered: Wanted = (...at) => entrant(...at) && at[2].form === 'county-export';
  const arrivals: readonly (readonly [name: string, outcome: Outcome, reportDate: string | null])[] = [
    ['建籍期限次日', 'found', monthBefore(addDays(draft.asOf, -1))],
    ['建籍期限当日', 'clear', monthBefore(draft.asOf)],
    ['建籍期限前一日', 'clear', monthBefore(addDays(draft.asOf, 1))],
  ];
  for (const [name, outcome, reportDate] of arrivals) {
    if (reportDate === null) continue;
    const pupil = draft.take(registered);
    if (!pupil) continue;
    draft.registrations.set(pupil.key, { pupilKey: pupil.key, termStart: draft.termStart, reported: true, reportDate });
    draft.plant(MISSING, name, outcome, [draft.replace(pupil, { registryNumber: '' })]);
  }

  const byMonth: readonly (readonly [name: string, outcome: Outcome, months: number])[] = [
    ['只有入学年月，期限在上月底', 'found', -2],
    ['只有入学年月，期限在本月底', 'clear', -1],
  ];
  for (const [name, outcome, months] of byMonth) {
    const pupil = draft.take((...at) => numbered(...at) && columnsOf(at[2].form).has('enrol_month'));
    if (!pupil) continue;
    draft.registrations.set(pupil.key, null);
    const enrolMonth = addMonths(`${draft.asOf.slice(0, 7)}-01`, months).slice(0, 7);
    draft.plant(MISSING, name, outcome, [draft.replace(pupil, { registryNumber: '', enrolMonth })]);
  }

  for (const [name, registryNumber] of [
    ['学籍号空白', ''],
    ['学籍号写“无”', '无'],
    ['学籍号为0', '0'],
  ] as const) {
    const pupil = draft.take((...at) => numbered(...at) && !entrant(...at) && at[2].form === 'county-export');
    if (pupil) draft.plant(MISSING, name, 'found', [draft.replace(pupil, { registryNumber })]);
  }

  const undated = draft.take((...at) => numbered(...at) && !entrant(...at) && !columnsOf(at[2].form).has('enrol_month'));
  if (undated) draft.plant(MISSING, '入学年月和报到日都没有', 'found', [draft.replace(undated, { registryNumber: '' })]);

  const graduated = shared(draft, () => ({ registryNumber: '', status: '07' }));
  if (graduated) draft.plant(MISSING, '已毕业的不查', 'clear', graduated);
  const bare = draft.take((_, __, school) => !hasSystemColumns(school.form));
  if (bare) draft.plant(MISSING, '所用表没有学籍号列', 'clear', [bare]);
}

/** Registry numbers that two records share, that are missing, that cannot be right. */
export function plantRegistryNumbers(draft: Draft): void {
  plantShared(draft);
  plantSpellings(draft);
  plantMissing(draft);
}
