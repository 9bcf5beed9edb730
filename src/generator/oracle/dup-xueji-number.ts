import type { Pupil } from '../pupil.ts';
import { hasSystemColumns } from '../school.ts';
import { duplicateExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import { normalisedId } from './id-number.ts';
import type { Inspection } from './inspection.ts';
import { nameKey } from './person-name.ts';
import { registryKey } from './registry-number.ts';

/** A school's list exported twice: the same school, class, name and ID. */
const copyOf = (pupil: Pupil): string => `${pupil.classKey} ${nameKey(pupil.name)} ${normalisedId(pupil.idNumber)}`;

/** 学籍号重复: two active records or more under one registry number, a record exported twice being one. */
export function dupXuejiNumber(inspection: Inspection): readonly ExpectedFinding[] {
  const records = inspection.active.filter((pupil) => hasSystemColumns(inspection.schoolOf(pupil.schoolCode).form));
  return [...groupBy(records, registryKey)].flatMap(([number, sharing]) => {
    const distinct = [...groupBy(sharing, copyOf).values()].flatMap(([first]) => first ?? []);
    if (number === null || distinct.length < 2) return [];
    const excused_by = duplicateExcuse(distinct, inspection);
    const evidence = { records: distinct.length, schools: new Set(distinct.map(({ schoolCode }) => schoolCode)).size };
    return distinct.map((record) =>
      aboutPupil(record, inspection.classOf(record), { check: 'dup-xueji-number', severity: 'red', excused_by, evidence }),
    );
  });
}
