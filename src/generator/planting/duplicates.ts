import { addDays } from '../calendar-date.ts';
import type { Draft } from '../draft.ts';
import { checksOut, zeroed } from '../identity.ts';
import type { Placement, StatusChange } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import type { Outcome } from './planted-case.ts';

const ID = 'dup-id-number';
const CROSS = 'dup-cross-school-active';

type Pair = readonly [Pupil, Pupil];

/** Fields of the second record, and where it may be. */
function twice(draft: Draft, fields: (pupil: Pupil) => Partial<Pupil> = () => ({})): Pair | null {
  const pupil = draft.take((_, plan) => plan.size >= 20);
  if (!pupil) return null;
  const registryNumber = draft.population.temporaryNumber(pupil.hukouArea, pupil.birthDate);
  const copy = draft.addElsewhere(pupil, { registryNumber, ...fields(pupil) });
  return copy && [pupil, copy];
}

function both(draft: Draft, name: string, outcome: Outcome, pupils: readonly Pupil[]): void {
  draft.plant(ID, name, outcome, pupils);
  draft.plant(CROSS, name, outcome, pupils);
}

/** The child is registered at the school it comes from and at the one it goes to, and a transfer says so. */
function transferCase(draft: Draft, name: string, outcome: Outcome, change: Partial<StatusChange>): void {
  const pair = twice(draft);
  if (!pair) return;
  const [from, to] = pair;
  draft.change({
    pupilKey: from.key,
    type: '22',
    schoolCode: to.schoolCode,
    fromSchoolCode: from.schoolCode,
    toSchoolCode: to.schoolCode,
    applyDate: addDays(draft.asOf, -12),
    approval: 'pending',
    reason: '居住地变化',
    ...change,
  });
  both(draft, name, outcome, pair);
}

function placementCase(draft: Draft, name: string, outcome: Outcome, kind: Placement['kind'], endDate: string | null): void {
  const pair = twice(draft);
  if (!pair) return;
  const [record, host] = pair;
  draft.placements.push({
    pupilKey: record.key,
    kind,
    recordSchoolCode: record.schoolCode,
    hostSchoolCode: host.schoolCode,
    startDate: addDays(draft.termStart, -180),
    endDate,
  });
  both(draft, name, outcome, pair);
}

function plantTransfers(draft: Draft): void {
  const applied = (workdays: number): Partial<StatusChange> | null => {
    const applyDate = draft.calendar.workdaysBefore(draft.asOf, workdays);
    return applyDate === null ? null : { applyDate };
  };
  transferCase(draft, '转学在办', 'excused', {});
  transferCase(draft, '转学已退回', 'found', { approval: 'returned', returnedDate: addDays(draft.asOf, -5) });
  transferCase(draft, '转学被驳回', 'found', { approval: 'rejected' });
  transferCase(draft, '转学已撤回', 'found', { approval: 'withdrawn' });
  transferCase(draft, '转学已办结而两校仍在籍', 'found', { approval: 'approved', effectiveDate: addDays(draft.asOf, -3) });
  const stillOpen = applied(59);
  if (stillOpen) transferCase(draft, '转学申请第59个工作日', 'excused', stillOpen);
  const lapsed = applied(60);
  if (lapsed) transferCase(draft, '转学申请满60个工作日', 'found', lapsed);
}

/** Numbers that are equal and yet no proof of anything. */
function plantUncomparable(draft: Draft): void {
  const writtenAs: readonly (readonly [name: string, id: (pupil: Pupil) => string])[] = [
    ['占位号相同', () => '无'],
    ['脱敏号相同', (pupil) => `${pupil.idNumber.slice(0, 6)}********${pupil.idNumber.slice(14)}`],
    ['科学计数法号相同', (pupil) => `${pupil.idNumber[0]}.${pupil.idNumber.slice(1, 6)}E+17`],
    ['末三位归零的坏号相同', (pupil) => zeroed(pupil.idNumber)],
  ];
  for (const [name, written] of writtenAs) {
    const pair = draft.takePair(
      (pupil, _, school) => school.kind !== 'teaching_point' && !checksOut(zeroed(pupil.idNumber)),
      (a, b) => a.schoolCode === b.schoolCode && a.name !== b.name,
    );
    if (!pair) continue;
    const id = written(pair[0]);
    draft.plant(ID, name, 'clear', [draft.replace(pair[0], { idNumber: id }), draft.replace(pair[1], { idNumber: id })]);
  }
  const stored = draft.takePair(
    (_, __, school) => school.form === 'titled-xlsx' || school.form === 'form37-xlsx',
    (a, b) => a.schoolCode === b.schoolCode,
  );
  if (!stored) return;
  const fields = { idNumber: stored[0].idNumber, idStorage: 'number' as const };
  draft.plant(ID, '以数值存的号相同', 'clear', [draft.replace(stored[0], fields), draft.replace(stored[1], fields)]);
}

function plantSameSchool(draft: Draft): void {
  const pair = draft.takePair(
    () => true,
    (a, b) => a.schoolCode === b.schoolCode && a.name !== b.name,
  );
  if (pair) {
    const [a, b] = pair;
    const pupils = [a, draft.replace(b, { idNumber: a.idNumber })];
    draft.plant(ID, '同校两名学生同号', 'found', pupils);
    draft.plant(CROSS, '同校两名学生同号', 'clear', pupils);
  }
  const otherType = draft.takePair(
    () => true,
    (a, b) => a.schoolCode !== b.schoolCode && a.name !== b.name,
  );
  if (otherType) {
    const [a, b] = otherType;
    draft.plant(ID, '证件类型不同而号相同', 'clear', [a, draft.replace(b, { idNumber: a.idNumber, idType: 'A' })]);
  }
}

function plantHistory(draft: Draft): void {
  const atJunior = draft.take((_, plan) => plan.stage === 'junior');
  if (!atJunior) return;
  const graduated = draft.addElsewhere(
    atJunior,
    { status: '07', enrolMonth: `${Number(atJunior.enrolMonth.slice(0, 4)) - 6}-09` },
    (school) => school.form === 'county-export',
    'primary',
  );
  if (!graduated) return;
  draft.graduations.push({
    pupilKey: graduated.key,
    schoolCode: graduated.schoolCode,
    stage: 'primary',
    year: Number(atJunior.enrolMonth.slice(0, 4)),
    date: `${atJunior.enrolMonth.slice(0, 4)}-07-10`,
  });
  both(draft, '小学毕业记录与初中在籍同号', 'clear', [atJunior, graduated]);
}

function plantSuspicions(draft: Draft): void {
  const without = (fields: Partial<Pupil>) => (pupil: Pupil) => ({
    idNumber: '',
    registryNumber: draft.population.temporaryNumber(pupil.hukouArea, pupil.birthDate),
    ...fields,
  });
  const suspected = twice(draft, without({}));
  if (suspected) draft.plant(CROSS, '一方无证件号而姓名性别出生日期相同', 'found', suspected, '疑似');
  const otherSex = twice(draft, (pupil) => without({ sex: pupil.sex === '1' ? '2' : '1' })(pupil));
  if (otherSex) draft.plant(CROSS, '一方无证件号而性别不同', 'clear', otherSex);
  const otherDay = twice(draft, (pupil) => without({ birthDate: addDays(pupil.birthDate, 1) })(pupil));
  if (otherDay) draft.plant(CROSS, '一方无证件号而出生日期差一日', 'clear', otherDay);
  const strangers = twice(draft, (pupil) => {
    const idNumber = draft.population.anotherNumber(pupil);
    return { idNumber, registryNumber: `G${idNumber}`, familyNo: pupil.familyNo + 1 };
  });
  if (strangers) both(draft, '同名同日生的两个人', 'clear', strangers);
}

/** Records that belong, or seem to belong, to one child: dup-id-number and dup-cross-school-active. */
export function plantDuplicates(draft: Draft): void {
  const plain = twice(draft);
  if (plain) both(draft, '一人两校在籍', 'found', plain);

  const written = twice(draft, (pupil) => ({ idNumber: ` '${pupil.idNumber.toLowerCase()}`, name: `${pupil.name}（转）` }));
  if (written) both(draft, '号码与姓名写法不同的同一人', 'found', written);

  const triple = twice(draft);
  const third =
    triple && draft.addElsewhere(triple[0], { registryNumber: draft.population.temporaryNumber(triple[0].hukouArea, triple[0].birthDate) });
  if (triple && third) both(draft, '一人三条学籍', 'found', [...triple, third]);

  const unlike = draft.takePair(
    () => true,
    (a, b) => a.schoolCode !== b.schoolCode && a.name !== b.name,
  );
  if (unlike) {
    const pupils = [unlike[0], draft.replace(unlike[1], { idNumber: unlike[0].idNumber })];
    draft.plant(ID, '两校两名学生同号', 'found', pupils);
    draft.plant(CROSS, '两校两名学生同号', 'clear', pupils);
  }

  plantSameSchool(draft);
  plantTransfers(draft);
  placementCase(draft, '随班就读双安置', 'excused', 'inclusive', null);
  placementCase(draft, '专门学校保留原校学籍', 'excused', 'reform_school', addDays(draft.asOf, 90));
  placementCase(draft, '送教上门由承担学校建籍', 'excused', 'home_teaching', draft.asOf);
  placementCase(draft, '安置昨日已结束', 'found', 'inclusive', addDays(draft.asOf, -1));
  plantUncomparable(draft);
  plantHistory(draft);
  plantSuspicions(draft);
}
