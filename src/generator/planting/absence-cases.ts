import type { AbsenceMark } from '../attendance.ts';
import { addDays, addMonths, daysBetween } from '../calendar-date.ts';
import type { Draft } from '../draft.ts';
import type { Contact, Placement, StatusChange } from '../paperwork.ts';
import type { Fits, Run, RunOptions } from './absence-run.ts';
import type { Outcome } from './planted-case.ts';

export type AbsenceCheck = 'absence-early-warning' | 'absence-suspected-dropout' | 'absence-7d-contacted' | 'absence-dropout';

/** present: no row at all where the class was called; unreported: the class was not called. */
export type DayInstead = Omit<AbsenceMark, 'date'> | 'present' | 'unreported';

export interface AbsenceCase extends RunOptions {
  readonly name: string;
  readonly fits: Fits;
  readonly expect: readonly (readonly [check: AbsenceCheck, outcome: Outcome, variant?: string])[];
  /** What happens in the middle or on the last day instead of an absence. */
  readonly middle?: DayInstead;
  readonly lastDay?: DayInstead;
  /** The mark of each absence, where it is not 旷课. */
  readonly mark?: Omit<AbsenceMark, 'date'>;
  readonly fullRoll?: true;
  /** The paper that goes with it. */
  readonly also?: (draft: Draft, run: Run) => void;
}

const naturalDays = (days: readonly string[]): number => daysBetween(days[0] ?? '', days.at(-1) ?? '') + 1;
const natural =
  (count: number): Fits =>
  (days) =>
    naturalDays(days) === count;
const schoolDays =
  (count: number): Fits =>
  (days) =>
    days.length === count && naturalDays(days) <= 7;
/** The search takes the shortest that fits. */
const overAWeek: Fits = (days) => naturalDays(days) >= 8 && naturalDays(days) <= 25;
const dueDay = (days: readonly string[]): string => addMonths(days[0] ?? '', 1);
const middleOf = (days: readonly string[]): number => Math.floor(days.length / 2);
/** Long enough as a whole, and seven days at most on either side of the middle day. */
const halvesOfSevenDays: Fits = (days) =>
  naturalDays(days) > 7 &&
  days.length >= 7 &&
  naturalDays(days.slice(0, middleOf(days))) <= 7 &&
  naturalDays(days.slice(middleOf(days) + 1)) <= 7;

const contact =
  (result: Contact['result'], on: (run: Run) => string = ({ days }) => days[1] ?? days[0] ?? '') =>
  (draft: Draft, run: Run): void => {
    draft.contacts.push({ pupilKey: run.pupil.key, date: on(run), method: result === 'failed' ? 'visit' : 'phone', result });
  };

const change =
  (type: StatusChange['type'], fields: (draft: Draft, run: Run) => Partial<StatusChange>) =>
  (draft: Draft, run: Run): void => {
    draft.change({ pupilKey: run.pupil.key, type, schoolCode: run.pupil.schoolCode, ...fields(draft, run) });
  };

const transfer = (fields: (draft: Draft) => Partial<StatusChange>) =>
  change('22', (draft, run) => ({
    schoolCode: '2230199002',
    fromSchoolCode: run.pupil.schoolCode,
    toSchoolName: '哈尔滨市第六十九中学',
    applyDate: addDays(run.first, -2),
    approval: 'pending',
    ...fields(draft),
  }));

const placement =
  (kind: Placement['kind']) =>
  (draft: Draft, run: Run): void => {
    const { key, schoolCode } = run.pupil;
    const startDate = addDays(draft.termStart, -30);
    draft.placements.push({ pupilKey: key, kind, recordSchoolCode: schoolCode, hostSchoolCode: null, startDate, endDate: null });
  };

const leave =
  (approval: 'approved' | 'pending') =>
  (draft: Draft, run: Run): void => {
    const approvedDate = approval === 'approved' ? run.first : null;
    draft.leaves.push({ pupilKey: run.pupil.key, type: 'sick', startDate: run.first, endDate: run.last, approval, approvedDate });
  };

const SUSPECTED = 'absence-suspected-dropout';
const EARLY = 'absence-early-warning';
const CONTACTED = 'absence-7d-contacted';
const DROPOUT = 'absence-dropout';

const sickLeave = (approved: boolean | null): Omit<AbsenceMark, 'date'> => ({
  dayPart: 'full',
  status: 'sick_leave',
  label: '病假',
  approved,
});
const justAbsent: Omit<AbsenceMark, 'date'> = { dayPart: 'full', status: 'absent', label: '缺勤', approved: null };
const halfDay: Omit<AbsenceMark, 'date'> = { dayPart: 'am', status: 'absent', label: '缺勤', approved: null };
const late: Omit<AbsenceMark, 'date'> = { dayPart: 'full', status: 'late', label: '迟到', approved: null };

const reached: AbsenceCase['expect'] = [
  [SUSPECTED, 'clear'],
  [CONTACTED, 'found'],
  [EARLY, 'clear'],
];
const unanswered: AbsenceCase['expect'] = [
  [SUSPECTED, 'found'],
  [EARLY, 'clear'],
  [CONTACTED, 'clear'],
];
const noContact: AbsenceCase['expect'] = [
  [SUSPECTED, 'found', '待联系核实'],
  [EARLY, 'clear'],
];
const excused: AbsenceCase['expect'] = [
  [SUSPECTED, 'excused'],
  [EARLY, 'clear'],
];
const nothing: AbsenceCase['expect'] = [
  [SUSPECTED, 'clear'],
  [EARLY, 'clear'],
  [DROPOUT, 'clear'],
  [CONTACTED, 'clear'],
];
const notSuspected: AbsenceCase['expect'] = [
  [SUSPECTED, 'clear'],
  [CONTACTED, 'clear'],
  [DROPOUT, 'clear'],
];

/** Seven days against eight, a month against a month less a day, and what looks like an absence and is none. */
export const ABSENCE_CASES: readonly AbsenceCase[] = [
  { name: '8日，联系失败', fits: natural(8), expect: unanswered, also: contact('failed') },
  { name: '8日，无联系记录', fits: natural(8), expect: noContact },
  { name: '7日', fits: natural(7), expect: [...notSuspected, [EARLY, 'found']] },
  { name: '超过7日，联系上监护人', fits: overAWeek, expect: reached, also: contact('reached') },
  { name: '首日联系上监护人', fits: overAWeek, expect: reached, also: contact('reached', (run) => run.first) },
  { name: '只联系上亲属', fits: overAWeek, expect: unanswered, also: contact('relative') },
  { name: '缺勤前一日的联系不算', fits: overAWeek, expect: noContact, also: contact('reached', (run) => addDays(run.first, -1)) },
  {
    name: '国庆假期在内，教学日不多',
    fits: (days) => days.some((day, index) => index > 0 && daysBetween(days[index - 1] ?? day, day) > 7) && naturalDays(days) < 30,
    expect: noContact,
  },
  { name: '3个教学日', fits: schoolDays(3), expect: [...notSuspected, [EARLY, 'found']] },
  { name: '2个教学日', fits: schoolDays(2), expect: nothing },
  { name: '中间半天到校', fits: halvesOfSevenDays, middle: halfDay, expect: notSuspected },
  { name: '中间迟到一天', fits: halvesOfSevenDays, middle: late, expect: notSuspected },
  { name: '中间一天批准病假', fits: halvesOfSevenDays, middle: sickLeave(true), expect: notSuspected },
  { name: '中间一天未报考勤', fits: overAWeek, ownClass: true, middle: 'unreported', expect: noContact },
  { name: '检查日早上已返校', fits: overAWeek, lastDay: 'present', expect: nothing },
  { name: '病假注明未批准', fits: overAWeek, mark: sickLeave(false), expect: noContact },
  { name: '病假未注明是否批准', fits: overAWeek, mark: sickLeave(null), expect: nothing },
  { name: '缺勤而请假已通过', fits: overAWeek, mark: justAbsent, expect: nothing, also: leave('approved') },
  { name: '缺勤而请假审核中', fits: overAWeek, mark: justAbsent, expect: noContact, also: leave('pending') },
  {
    name: '休学期内',
    fits: overAWeek,
    expect: excused,
    also: change('11', (_, run) => ({ startDate: addDays(run.first, -20), endDate: addDays(run.last, 200) })),
  },
  {
    name: '休学已期满',
    fits: overAWeek,
    expect: noContact,
    also: change('11', (_, run) => ({ startDate: addDays(run.first, -370), endDate: addDays(run.first, -3) })),
  },
  { name: '转出在办', fits: overAWeek, expect: excused, also: transfer(() => ({})) },
  {
    name: '转出被退回',
    fits: overAWeek,
    expect: noContact,
    also: transfer((draft) => ({ approval: 'returned', returnedDate: addDays(draft.asOf, -4) })),
  },
  { name: '送教上门', fits: overAWeek, expect: excused, also: placement('home_teaching') },
  { name: '专门学校', fits: overAWeek, expect: excused, also: placement('reform_school') },
  { name: '就读特殊教育学校不豁免', fits: overAWeek, expect: noContact, also: placement('special_school') },
  { name: '出境', fits: overAWeek, expect: excused, also: change('55', (_, run) => ({ startDate: addDays(run.first, -1) })) },
  {
    name: '班级停报2个教学日',
    fits: overAWeek,
    unreportedAfter: [2, 4],
    expect: [[SUSPECTED, 'found', '考勤中断']],
    also: contact('failed'),
  },
  { name: '班级停报2个教学日，无联系', fits: overAWeek, unreportedAfter: [2, 4], expect: [[SUSPECTED, 'found', '考勤中断']] },
  { name: '班级只差1个教学日未报', fits: overAWeek, unreportedAfter: [1, 1], expect: noContact },
  { name: '全量点名的班', fits: overAWeek, fullRoll: true, expect: noContact },
  { name: '只报缺勤的学校', style: 'absences-only', fits: overAWeek, expect: noContact },
  {
    name: '满一个月',
    fits: (days) => days.at(-1) === dueDay(days),
    expect: [
      [DROPOUT, 'found'],
      [SUSPECTED, 'clear'],
    ],
  },
  {
    name: '一个月差一日',
    fits: (days) => days.at(-1) === addDays(dueDay(days), -1),
    expect: [
      [DROPOUT, 'clear'],
      [SUSPECTED, 'found', '待联系核实'],
    ],
  },
  {
    name: '满一个月，联系上监护人也算',
    fits: (days) => days.at(-1) === dueDay(days),
    expect: [
      [DROPOUT, 'found'],
      [CONTACTED, 'clear'],
    ],
    also: contact('reached'),
  },
];
