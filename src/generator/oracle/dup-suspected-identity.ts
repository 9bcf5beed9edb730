import type { Pupil } from '../pupil.ts';
import { duplicateExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';
import { comparableNumber, isSound } from './paper.ts';
import { nameKey } from './person-name.ts';
import { birthDateOf, guardianNumber, sexOf } from './recorded.ts';

/** What records that look like one child have in common; null where the sheet lacks one of the three. */
export function sameNameSexAndBirth(pupil: Pupil): string | null {
  const name = nameKey(pupil.name);
  const sex = sexOf(pupil);
  const birthDate = birthDateOf(pupil);
  return name === '' || sex === null || birthDate === null ? null : `${name} ${sex} ${birthDate}`;
}

/** Two children after all: both numbers are sound and differ, and so do all their guardians' numbers. */
function areClearlyTwo(one: Pupil, other: Pupil, inspection: Inspection): boolean {
  if (!isSound(one) || !isSound(other) || comparableNumber(one) === comparableNumber(other)) return false;
  const [ofOne, ofOther] = [one, other].map((pupil) =>
    (['guardian1', 'guardian2'] as const).flatMap(
      (guardian) => guardianNumber(pupil, inspection.schoolOf(pupil.schoolCode), guardian) ?? [],
    ),
  );
  return Boolean(ofOne?.length && ofOther?.length) && !ofOne?.some((number) => ofOther?.includes(number));
}

/** 疑似重复: active records of one name, sex and birth whose numbers are not all there and equal. */
export function dupSuspectedIdentity(inspection: Inspection): readonly ExpectedFinding[] {
  return [...groupBy(inspection.active, sameNameSexAndBirth)].flatMap(([key, records]) => {
    if (key === null || records.length < 2) return [];
    const numbers = records.map(comparableNumber);
    const allNumbered = numbers.every((number) => number !== null);
    if (allNumbered && new Set(numbers).size === 1) return [];
    const excused_by = duplicateExcuse(records, inspection);
    const evidence = {
      records: records.length,
      schools: new Set(records.map(({ schoolCode }) => schoolCode)).size,
      id_numbers: allNumbered ? '均有证件号' : '有人没有可比的证件号',
    };
    return records.map((record) => {
      const isTwo = records.every((other) => other === record || areClearlyTwo(record, other, inspection));
      return aboutPupil(record, inspection.classOf(record), {
        check: 'dup-suspected-identity',
        severity: isTwo ? 'blue' : 'orange',
        variant: isTwo ? '证件各异' : null,
        excused_by,
        evidence,
      });
    });
  });
}
