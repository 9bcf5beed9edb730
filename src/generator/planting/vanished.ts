import { addDays } from '../calendar-date.ts';
import type { Draft } from '../draft.ts';
import type { StatusChange } from '../paperwork.ts';
import type { Pupil } from '../pupil.ts';
import type { Outcome } from './planted-case.ts';

const CHECK = 'pupil-vanished';

/** A pupil who was on last week's list of a class of some size and is not on this week's. */
function leaver(draft: Draft, small = false): Pupil | null {
  const classmate = draft.take((_, plan, school) => (small ? school.kind === 'teaching_point' : plan.size >= 20));
  if (!classmate) return null;
  const school = draft.schoolOf(classmate.schoolCode);
  const pupil = draft.population.newcomer(draft.planOf(classmate.classKey), school);
  draft.gone.push(pupil);
  return pupil;
}

function exitCase(draft: Draft, name: string, outcome: Outcome, change?: Partial<StatusChange> & Pick<StatusChange, 'type'>): void {
  const pupil = leaver(draft);
  if (!pupil) return;
  if (change) {
    const away = change.type === '22' ? { fromSchoolCode: pupil.schoolCode, toSchoolName: '哈尔滨市第十七小学' } : {};
    draft.change({
      pupilKey: pupil.key,
      schoolCode: change.type === '22' ? '2230199001' : pupil.schoolCode,
      applyDate: addDays(draft.asOf, -20),
      effectiveDate: addDays(draft.asOf, -3),
      ...away,
      ...change,
    });
  }
  draft.plant(CHECK, name, outcome, [pupil]);
}

/** The same child under another number, or at another school. */
function plantReappearances(draft: Draft): void {
  const numbered = draft.take((pupil) => pupil.registryNumber.startsWith('G'));
  if (numbered) {
    draft.lastWeek.set(numbered.key, { registryNumber: draft.population.temporaryNumber(numbered.hukouArea, numbered.birthDate) });
    draft.plant(CHECK, 'L号换发为G号', 'clear', [numbered]);
  }
  const corrected = draft.take();
  if (corrected) {
    draft.lastWeek.set(corrected.key, { idNumber: draft.population.anotherNumber(corrected) });
    draft.plant(CHECK, '更正了证件号', 'clear', [corrected]);
  }
  const renumbered = draft.take();
  if (renumbered) {
    const idNumber = draft.population.anotherNumber(renumbered);
    draft.lastWeek.set(renumbered.key, { idNumber, registryNumber: renumbered.registryNumber === '' ? '' : `G${idNumber}` });
    draft.plant(CHECK, '两个号都更正，同校姓名出生日期相同', 'clear', [renumbered]);
  }
  const moved = draft.take((_, plan) => plan.size >= 20);
  const elsewhere =
    moved && draft.addElsewhere(moved, { registryNumber: draft.population.temporaryNumber(moved.hukouArea, moved.birthDate) });
  if (moved && elsewhere) {
    // The record at the old school is last week's only, the one at the new school this week's only.
    draft.remove(moved);
    draft.gone.push(moved);
    draft.lastWeek.set(elsewhere.key, null);
    draft.plant(CHECK, '已在本县另一校', 'clear', [moved]);
  }
}

/** Who is on this week's list for the first time: with the paper that goes with it, and without. */
function plantArrivals(draft: Draft): void {
  const transferred = draft.take();
  if (transferred) {
    draft.lastWeek.set(transferred.key, null);
    draft.change({
      pupilKey: transferred.key,
      type: '22',
      schoolCode: transferred.schoolCode,
      fromSchoolCode: '2230199001',
      toSchoolCode: transferred.schoolCode,
      applyDate: addDays(draft.asOf, -25),
      effectiveDate: addDays(draft.asOf, -4),
      reason: '居住地变化',
    });
    draft.plant(CHECK, '从外县转入', 'clear', [transferred]);
  }
  const arrived = draft.take();
  if (!arrived) return;
  draft.lastWeek.set(arrived.key, null);
  draft.plant(CHECK, '新出现在名册上', 'clear', [arrived]);
}

/** Pupils who are no longer on any list: pupil-vanished. */
export function plantVanished(draft: Draft): void {
  const { asOf } = draft;
  exitCase(draft, '没有任何去向', 'found');
  exitCase(draft, '转学在办尚未办结', 'found', { type: '22', approval: 'pending', effectiveDate: null });
  exitCase(draft, '转学被退回', 'found', { type: '22', approval: 'returned', effectiveDate: null, returnedDate: addDays(asOf, -4) });
  exitCase(draft, '删除学籍未经核准', 'found', { type: '18', approval: 'rejected', effectiveDate: null, reason: '重复学籍' });
  exitCase(draft, '休学不是去向', 'found', { type: '11', startDate: addDays(asOf, -20) });
  exitCase(draft, '转学检查日次日才生效', 'found', { type: '22', effectiveDate: addDays(asOf, 1) });
  exitCase(draft, '转学检查日生效', 'clear', { type: '22', effectiveDate: asOf });
  exitCase(draft, '死亡注销', 'clear', { type: '51', reason: '死亡' });
  exitCase(draft, '出境', 'clear', { type: '55', startDate: addDays(asOf, -10) });
  exitCase(draft, '经核准的重复学籍删除', 'clear', { type: '18', reason: '重复学籍' });

  const graduate = leaver(draft);
  if (graduate) {
    draft.graduations.push({
      pupilKey: graduate.key,
      schoolCode: graduate.schoolCode,
      stage: draft.planOf(graduate.classKey).stage,
      year: Number(asOf.slice(0, 4)),
      date: addDays(asOf, -5),
    });
    draft.plant(CHECK, '毕业', 'clear', [graduate]);
  }
  const small = leaver(draft, true);
  if (small) draft.plant(CHECK, '六人教学点少一人', 'found', [small]);
  plantReappearances(draft);

  plantArrivals(draft);
}
