import { duplicateExcuse } from './excuse.ts';
import { aboutPupil, type ExpectedFinding } from './finding.ts';
import { groupBy } from './grouping.ts';
import type { Inspection } from './inspection.ts';
import { comparableId } from './paper.ts';

/** 身份证件号重复: two active records or more with one number of one type. One row a record. */
export function dupIdNumber(inspection: Inspection): readonly ExpectedFinding[] {
  const groups = groupBy(inspection.active, comparableId);
  return [...groups].flatMap(([id, records]) => {
    if (id === null || records.length < 2) return [];
    const excused_by = duplicateExcuse(records, inspection);
    const evidence = { records: records.length, schools: new Set(records.map((record) => record.schoolCode)).size };
    return records.map((record) =>
      aboutPupil(record, inspection.classOf(record), { check: 'dup-id-number', severity: 'red', excused_by, evidence }),
    );
  });
}
