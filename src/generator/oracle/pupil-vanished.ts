import { addDays } from '../calendar-date.ts';
import type { StatusChange } from '../paperwork.ts';
import { ACTIVE_STATUSES, type Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { comparableId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { nameKey } from './person-name.ts';

/** By what a child is known again: either number, or name and birth at the same school. */
const marksOf = (pupil: Pupil): readonly string[] => {
  const id = comparableId(pupil);
  return [
    ...(pupil.registryNumber === '' ? [] : [`registry ${pupil.registryNumber}`]),
    ...(id === null ? [] : [`id ${id}`]),
    `name ${pupil.schoolCode} ${nameKey(pupil.name)} ${pupil.birthDate}`,
  ];
};

/** Transfer, death, going abroad, deletion as a duplicate: approved and in effect by the day of inspection. */
const LEGAL_EXITS = new Set<StatusChange['type']>(['22', '51', '55', '18']);

function hasLegalExit(pupil: Pupil, inspection: Inspection): boolean {
  return inspection.changesOf(pupil).some((change) => {
    const inEffect = change.approval === 'approved' && change.effectiveDate !== null && change.effectiveDate <= inspection.asOf;
    const leavesThisSchool = change.type !== '22' || change.fromSchoolCode === pupil.schoolCode;
    return inEffect && leavesThisSchool && LEGAL_EXITS.has(change.type);
  });
}

/** 名册消失: active last week, on no school's list this week, and nowhere to have gone. */
export function pupilVanished(inspection: Inspection): readonly ExpectedFinding[] {
  const { county } = inspection;
  const present = new Set(county.pupils.flatMap(marksOf));
  const records = new Map(county.lastWeek.map((pupil) => [pupil.key, pupil]));
  const graduated = new Set(
    county.graduations
      .filter(({ date }) => date <= inspection.asOf)
      .flatMap(({ pupilKey }) => {
        const pupil = records.get(pupilKey);
        return pupil ? marksOf(pupil).slice(0, -1) : [];
      }),
  );
  return county.lastWeek
    .filter((pupil) => ACTIVE_STATUSES.has(pupil.status))
    .filter((pupil) => !marksOf(pupil).some((mark) => present.has(mark) || graduated.has(mark)))
    .filter((pupil) => !hasLegalExit(pupil, inspection))
    .map((pupil) =>
      aboutPupil(pupil, inspection.classOf(pupil), {
        check: 'pupil-vanished',
        severity: 'red',
        evidence: { last_seen: addDays(inspection.asOf, -7) },
      }),
    );
}
