import type { Pupil } from '../pupil.ts';
import { sameNameSexAndBirth } from './dup-suspected-identity.ts';
import { duplicateExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';
import { comparableId, comparableNumber } from './paper.ts';
import { nameKey } from './person-name.ts';

const CHECK = 'dup-cross-school-active';

const schoolsOf = (records: readonly Pupil[]): number => new Set(records.map((record) => record.schoolCode)).size;

const sameNumberAndName = (pupil: Pupil): string | null => {
  const id = comparableId(pupil);
  return id === null ? null : `${id} ${nameKey(pupil.name)}`;
};

/** Whether the record and another school's are alike by name, sex and birth, while one of the two has no number to compare. */
const hasDoubleWithoutId = (record: Pupil, alike: readonly Pupil[]): boolean =>
  alike.some((other) => other.schoolCode !== record.schoolCode && (comparableNumber(record) === null || comparableNumber(other) === null));

/** 一人多籍: one child active at two schools or more. One row a record. */
export function dupCrossSchoolActive(inspection: Inspection): readonly ExpectedFinding[] {
  const { active } = inspection;
  const rows = (records: readonly Pupil[], variant: '疑似' | null): readonly ExpectedFinding[] => {
    const excused_by = duplicateExcuse(records, inspection);
    const evidence = { records: records.length, schools: schoolsOf(records) };
    const severity = variant === null ? 'red' : 'orange';
    return records.map((record) =>
      aboutPupil(record, inspection.classOf(record), { check: CHECK, severity, variant, excused_by, evidence }),
    );
  };
  const certain = [...groupBy(active, sameNumberAndName)].flatMap(([key, records]) =>
    key !== null && schoolsOf(records) >= 2 ? rows(records, null) : [],
  );
  const suspected = [...groupBy(active, sameNameSexAndBirth)].flatMap(([key, alike]) => {
    if (key === null || schoolsOf(alike) < 2) return [];
    const records = alike.filter((record) => hasDoubleWithoutId(record, alike));
    return records.length === 0 ? [] : rows(records, '疑似');
  });
  return [...certain, ...suspected];
}
