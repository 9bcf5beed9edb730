import type { AbsenceMark } from '../attendance.ts';
import { addDays, daysBetween } from '../calendar-date.ts';
import type { Fits, RunOptions } from './absence-run.ts';
import type { Outcome } from './planted-case.ts';
import { dueDay, halvesOfSevenDays, natural, naturalDays, overAWeek, schoolDays } from './run-length.ts';
import { all, change, contact, leave, placement, type RunPaper, registered, statusIs, transfer } from './run-papers.ts';

export type AbsenceCheck =
  | 'absence-early-warning'
  | 'absence-suspected-dropout'
  | 'absence-7d-contacted'
  | 'absence-dropout'
  | 'dropout-not-marked';

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
  readonly also?: RunPaper;
}

const SUSPECTED = 'absence-suspected-dropout';
const EARLY = 'absence-early-warning';
const CONTACTED = 'absence-7d-contacted';
const DROPOUT = 'absence-dropout';
const NOT_MARKED = 'dropout-not-marked';

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
  { name: '8日，联系失败', fits: natural(8), expect: [...unanswered, [NOT_MARKED, 'found']], also: contact('failed') },
  { name: '8日，无联系记录', fits: natural(8), expect: [...noContact, [NOT_MARKED, 'clear']] },
  { name: '7日', fits: natural(7), expect: [...notSuspected, [EARLY, 'found']] },
  { name: '7日，联系失败', fits: natural(7), expect: [[NOT_MARKED, 'clear']], also: contact('failed') },
  { name: '超过7日，联系上监护人', fits: overAWeek, expect: [...reached, [NOT_MARKED, 'clear']], also: contact('reached') },
  { name: '首日联系上监护人', fits: overAWeek, expect: reached, also: contact('reached', (run) => run.first) },
  { name: '只联系上亲属', fits: overAWeek, expect: [...unanswered, [NOT_MARKED, 'found']], also: contact('relative') },
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
      [NOT_MARKED, 'found'],
    ],
  },
  {
    name: '一个月差一日',
    fits: (days) => days.at(-1) === addDays(dueDay(days), -1),
    expect: [
      [DROPOUT, 'clear'],
      [SUSPECTED, 'found', '待联系核实'],
      [NOT_MARKED, 'clear'],
    ],
  },
  {
    name: '满一个月，联系上监护人也算',
    fits: (days) => days.at(-1) === dueDay(days),
    expect: [
      [DROPOUT, 'found'],
      [CONTACTED, 'clear'],
      [NOT_MARKED, 'found'],
    ],
    also: contact('reached'),
  },
  {
    name: '联系失败，首日当日已标注',
    fits: overAWeek,
    expect: [...unanswered, [NOT_MARKED, 'clear']],
    also: all(
      contact('failed'),
      registered('suspected', (run) => run.first),
    ),
  },
  {
    name: '联系失败，标注是缺勤前的事',
    fits: overAWeek,
    expect: [...unanswered, [NOT_MARKED, 'found']],
    also: all(
      contact('failed'),
      registered('suspected', (run) => addDays(run.first, -1)),
    ),
  },
  {
    name: '联系失败，进了台账而未标注',
    fits: overAWeek,
    expect: [...unanswered, [NOT_MARKED, 'found']],
    also: all(
      contact('failed'),
      registered('suspected', () => null),
    ),
  },
  {
    name: '满一个月，已标注辍学',
    fits: (days) => days.at(-1) === dueDay(days),
    expect: [
      [DROPOUT, 'found'],
      [NOT_MARKED, 'clear'],
    ],
    also: registered('dropout', (run) => run.last),
  },
  {
    name: '联系失败，学籍状态已是疑似辍学',
    fits: overAWeek,
    system: true,
    expect: [...unanswered, [NOT_MARKED, 'clear']],
    also: all(contact('failed'), statusIs('S6')),
  },
  {
    name: '休学期内，联系失败',
    fits: overAWeek,
    expect: [
      [SUSPECTED, 'excused'],
      [NOT_MARKED, 'clear'],
    ],
    also: all(
      contact('failed'),
      change('11', (_, run) => ({ startDate: addDays(run.first, -20), endDate: addDays(run.last, 200) })),
    ),
  },
];
