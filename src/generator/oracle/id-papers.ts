import type { Pupil } from '../pupil.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { isDigits, isMasked, normalisedId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { hasNoId, isDamaged, isResidentId, isVisiblyBroken, soundResidentId } from './paper.ts';
import { birthDateOf, birthMonthOf, guardianNumber, hasColumn, sexOf } from './recorded.ts';
import { missingItems } from './required-missing.ts';

/** 证件号缺失: nothing, or a word or a row of one digit in its place. Who has no paper at all need not have a number. */
export function idMissing(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.filter(hasNoId).map((pupil) =>
    aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'id-missing',
      severity: 'yellow',
      excused_by: pupil.idType === 'Z' ? '证件类型为其他（无证件），凭就读证明' : null,
      evidence: { also_missing: missingItems(pupil, inspection.schoolOf(pupil.schoolCode)).mandatory.join('、') || null },
    }),
  );
}

function hasWrongLength(pupil: Pupil): boolean {
  const id = normalisedId(pupil.idNumber);
  if (hasNoId(pupil) || isMasked(id) || isDamaged(pupil)) return false;
  return (isResidentId(pupil) || pupil.idType === 'H') && id.length !== 18;
}

const GUARDIANS = ['guardian1', 'guardian2'] as const;

/** A guardian's number of the old kind, which a resident no longer has. */
function hasOldNumber(pupil: Pupil, guardian: (typeof GUARDIANS)[number], inspection: Inspection): boolean {
  // The household's own numbers are of the new kind.
  if (pupil.written?.[`${guardian}_id_number`] === undefined) return false;
  const school = inspection.schoolOf(pupil.schoolCode);
  const id = guardianNumber(pupil, school, guardian);
  const type = hasColumn(school, `${guardian}_id_type`) ? (pupil.written?.[`${guardian}_id_type`] ?? '居民身份证') : '';
  return id !== null && id.length === 15 && isDigits(id) && (type === '' || type === '居民身份证');
}

/** 证件号位数错: a resident ID or residence permit that has not 18 characters; of guardians only the old 15. */
export function idLength(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.flatMap((pupil) => {
    const schoolClass = inspection.classOf(pupil);
    const own = hasWrongLength(pupil)
      ? aboutPupil(pupil, schoolClass, {
          check: 'id-length',
          severity: 'yellow',
          evidence: { length: normalisedId(pupil.idNumber).length },
        })
      : [];
    const guardians = GUARDIANS.filter((guardian) => hasOldNumber(pupil, guardian, inspection)).map((guardian) =>
      aboutPupil(pupil, schoolClass, {
        check: 'id-length',
        severity: 'blue',
        variant: '监护人',
        occurrence: guardian,
        evidence: { length: 15 },
      }),
    );
    return [own, guardians].flat();
  });
}

/** 证件号被Excel损坏: what a spreadsheet made of it, or a numeric cell that shows nothing yet. */
export function idSciNotation(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.filter(isDamaged).map((pupil) => {
    const id = normalisedId(pupil.idNumber);
    const showsDamage = isVisiblyBroken(pupil) || (pupil.idStorage === 'number' && id.length === 18);
    const registry = normalisedId(pupil.registryNumber);
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'id-sci-notation',
      severity: 'yellow',
      variant: showsDamage ? null : '以数值存放',
      evidence: { candidate: registry.startsWith('G') && registry.length === 19 ? registry.slice(1) : null },
    });
  });
}

/** 出生日期与证件号不符: against the digits 7 to 14; where the sheet has no more than the month, against 7 to 12. */
export function idBirthMismatch(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.flatMap((pupil) => {
    const id = soundResidentId(pupil);
    if (id === null) return [];
    const inNumber = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
    const month = birthMonthOf(pupil);
    const day = birthDateOf(pupil);
    const agrees = day === null ? month === null || month === inNumber.slice(0, 7) : day === inNumber;
    if (agrees) return [];
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'id-birth-mismatch',
      severity: 'orange',
      evidence: { id_birth_date: inNumber },
    });
  });
}

/** 性别与证件号不符: the 17th digit is odd for a boy. */
export function idSexMismatch(inspection: Inspection): readonly ExpectedFinding[] {
  return inspection.active.flatMap((pupil) => {
    const id = soundResidentId(pupil);
    const sex = sexOf(pupil);
    if (id === null || (sex !== '1' && sex !== '2')) return [];
    const inNumber = Number(id.charAt(16)) % 2 === 1 ? '1' : '2';
    if (sex === inNumber) return [];
    return aboutPupil(pupil, inspection.classOf(pupil), {
      check: 'id-sex-mismatch',
      severity: 'orange',
      evidence: { sex, id_sex: inNumber },
    });
  });
}
