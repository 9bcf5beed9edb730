import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/checks/finding.ts';
import type { County } from '../../src/generator/county.ts';
import { type ExpectedFinding, expectedFindings, type PolicyId } from '../../src/generator/oracle.ts';
import { inspectCounty, temporaryFolder, writtenCounty } from './county.ts';

// A county whose every pupil was judged twice: by the SQL over the imported files, and by a plain reading of the rules over the model.

const halfWidth = (number: string | null): string => (number ?? '').replace(/[\s']/g, '').normalize('NFKC').toUpperCase();

const expectedLine = (row: ExpectedFinding): string =>
  [
    row.check,
    row.school_code,
    row.subject_name,
    row.registry_number,
    row.id_number,
    row.grade_no,
    row.class_no,
    row.variant,
    row.severity,
    row.certainty,
    row.excused_by,
  ]
    .map((value) => value ?? '')
    .join('|');

const foundLine = (finding: Finding): string =>
  [
    finding.check.id,
    finding.schoolCode,
    finding.name,
    finding.registryNumber,
    halfWidth(finding.idNumber),
    finding.gradeNo,
    finding.classNo,
    finding.variant,
    finding.severity,
    finding.certainty,
    finding.excusedBy,
  ]
    .map((value) => value ?? '')
    .join('|');

/** Evidence that both name the same way must agree. */
const sharedEvidence = [
  'size',
  'records',
  'schools',
  'first_day',
  'last_day',
  'natural_days',
  'school_days',
  'contact_state',
  'last_reported_day',
];

const policies: readonly PolicyId[] = ['heilongjiang-2020', 'lingyuan-2021', 'national-2013'];

describe.each([
  { pupils: 2000, seed: 11 },
  { pupils: 5000, seed: 12 },
])('a county of $pupils pupils (seed $seed)', (options) => {
  const folder = temporaryFolder();
  let county: County;

  beforeAll(async () => {
    county = await writtenCounty(join(folder.path, 'files'), options);
  }, 120_000);
  afterAll(folder.remove);

  it.each(policies)(
    '%s: all planted found, no decoy reported, nothing else',
    async (policy) => {
      const { outcome } = await inspectCounty(join(folder.path, 'files'), join(folder.path, policy), policy);
      const expected = expectedFindings(county, policy);
      const found = outcome.entries.map((entry) => entry.finding);

      expect(found.map(foundLine).sort()).toEqual(expected.map(expectedLine).sort());

      const byLine = new Map(found.map((finding) => [`${foundLine(finding)}|${finding.evidence.first_day ?? ''}`, finding]));
      for (const row of expected) {
        const finding = byLine.get(`${expectedLine(row)}|${row.evidence.first_day ?? ''}`);
        expect(finding, expectedLine(row)).toBeDefined();
        for (const name of sharedEvidence) {
          if (name in row.evidence && name in finding!.evidence)
            expect(finding!.evidence[name], `${expectedLine(row)} ${name}`).toEqual(row.evidence[name]);
        }
      }
    },
    120_000,
  );

  it('has problems and decoys of every check', () => {
    const planted = county.planted;
    const found = new Set(policies.flatMap((policy) => expectedFindings(county, policy)).map((row) => row.check));
    expect([...found].sort()).toEqual([...new Set(planted.map((plant) => plant.check))].sort());
    expect(planted.filter((plant) => plant.outcome === 'clear').length).toBeGreaterThan(20);
    expect(planted.filter((plant) => plant.outcome === 'excused').length).toBeGreaterThan(8);
  });
});
