import type { AbsenceMark } from './attendance.ts';
import type { Draft } from './draft.ts';
import { ATTENDING_STATUSES, type Pupil } from './pupil.ts';
import type { Random } from './random.ts';
import { WeightedList } from './random.ts';

interface Kind {
  readonly mark: Omit<AbsenceMark, 'date'>;
  readonly leave: 'sick' | 'personal' | null;
}

const kind = (
  status: AbsenceMark['status'],
  label: string,
  approved: boolean | null,
  leave: Kind['leave'] = null,
  dayPart: AbsenceMark['dayPart'] = 'full',
): Kind => ({ mark: { dayPart, status, label, approved }, leave });

const kinds = new WeightedList<Kind>([
  [kind('sick_leave', '病假', true, 'sick'), 40],
  [kind('sick_leave', '病假', null), 15],
  [kind('sick_leave', '病假', true, null, 'pm'), 5],
  [kind('personal_leave', '事假', true, 'personal'), 15],
  [kind('personal_leave', '事假', null), 5],
  [kind('absent', '缺勤', null, 'sick'), 4],
  [kind('absent', '旷课', null), 5],
  [kind('absent', '无故缺勤', false), 3],
  [kind('absent', '缺勤', null, null, 'am'), 2],
  [kind('late', '迟到', null), 6],
]);

/** Some classes forget to report a day now and then; never one of the last five, which the planted cases need. */
function forgetDays(draft: Draft, random: Random, classKey: string, days: readonly string[]): void {
  if (days.length < 8 || !draft.isUntouched(classKey) || !random.chance(0.08)) return;
  draft.unreported.set(classKey, new Set([days[random.int(0, days.length - 6)] ?? '']));
}

function staySometime(draft: Draft, random: Random, pupil: Pupil, days: readonly string[]): void {
  const { mark, leave } = kinds.draw(random);
  const start = random.int(0, days.length - 1);
  const away = days.slice(start, start + (mark.dayPart === 'full' && random.chance(0.35) ? 2 : 1));
  const unreported = draft.unreported.get(pupil.classKey);
  if (away.some((date) => unreported?.has(date))) return;
  draft.marks.set(
    pupil.key,
    away.map((date) => ({ date, ...mark })),
  );
  const startDate = away[0] ?? draft.asOf;
  if (!leave) return;
  draft.leaves.push({
    pupilKey: pupil.key,
    type: leave,
    startDate,
    endDate: away.at(-1) ?? startDate,
    approval: 'approved',
    approvedDate: startDate,
  });
}

/** A day or two of illness, errands and lateness for every fourth pupil; a few classes called by full roll. */
export function addEverydayAttendance(draft: Draft, fullRollClasses: number): void {
  const random = draft.random.fork('everyday');
  const seen = new Set<string>();
  const called = new Map<string, readonly string[]>();
  const daysThrough = (date: string): readonly string[] => {
    const days = called.get(date) ?? draft.calendar.schoolDays(draft.termStart, date);
    called.set(date, days);
    return days;
  };
  for (const pupil of draft.pupils) {
    const school = draft.schoolOf(pupil.schoolCode);
    const plan = draft.planOf(pupil.classKey);
    if (plan.isPlaceholder) continue;
    const days = daysThrough(school.reportedThrough);
    if (!seen.has(plan.key)) {
      seen.add(plan.key);
      if (school.attendance === 'class-reported') {
        forgetDays(draft, random, plan.key, days);
        if (draft.fullRoll.size < fullRollClasses && random.chance(0.2)) draft.fullRoll.add(plan.key);
      }
    }
    const isPlanted = draft.marks.has(pupil.key);
    if (days.length === 0 || isPlanted || !ATTENDING_STATUSES.has(pupil.status) || !random.chance(0.25)) continue;
    staySometime(draft, random, pupil, days);
  }
}
