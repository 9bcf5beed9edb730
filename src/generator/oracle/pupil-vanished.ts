import { addDays } from '../calendar-date.ts';
import type { StatusChange } from '../paperwork.ts';
import { ACTIVE_STATUSES, type Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import type { Inspection } from './inspection.ts';
import { comparableId } from './paper.ts';
import { nameKey } from './person-name.ts';
import { birthDateOf } from './recorded.ts';
import { registryKey } from './registry-number.ts';

/** By what a child is known again: either number, or name and birth at the same school. */
const marksOf = (pupil: Pupil): readonly string[] => {
  const id = comparableId(pupil);
  const registry = registryKey(pupil);
  const birthDate = birthDateOf(pupil);
  return [
    ...(registry === null ? [] : [`registry ${registry}`]),
    ...(id === null ? [] : [`id ${id}`]),
    ...(birthDate === null ? [] : [`name ${pupil.schoolCode} ${nameKey(pupil.name)} ${birthDate}`]),
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
  // A row that did not change is still there; most did not.
  const unchanged = new Set(county.pupils);
  const records = new Map(county.lastWeek.map((pupil) => [pupil.key, pupil]));
  const graduated = new Set(
    county.graduations
      .filter(({ date }) => date <= inspection.asOf)
      .flatMap(({ pupilKey }) => {
        const pupil = records.get(pupilKey);
        return pupil ? marksOf(pupil).filter((mark) => !mark.startsWith('name ')) : [];
      }),
  );
  return county.lastWeek
    .filter((pupil) => ACTIVE_STATUSES.has(pupil.status) && !unchanged.has(pupil))
    .filter((pupil) => !marksOf(pupil).some((mark) => present.has(mark) || graduated.has(mark)))
    .filter((pupil) => !hasLegalExit(pupil, inspection))
    .map((pupil) =>
      aboutPupil(pupil, inspection.classOf(pupil), {
        check: 'pupil-vanished',
        severity: 'red',
        occurrence: addDays(inspection.asOf, -7),
        evidence: { last_seen_date: addDays(inspection.asOf, -7) },
      }),
    );
}
