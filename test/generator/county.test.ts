import { describe, expect, test } from 'vitest';
import { type County, generateCounty } from '../../src/generator/county.ts';
import { checksOut } from '../../src/generator/identity.ts';
import { type ExpectedFinding, expectedFindings, JUDGED_CHECKS, type PolicyId } from '../../src/generator/oracle.ts';
import { ABSENCE_CASES } from '../../src/generator/planting/absence-cases.ts';
import type { PlantedCase } from '../../src/generator/planting/planted-case.ts';
import { ATTENDING_STATUSES, NO_STATUS_COLUMN, type Pupil } from '../../src/generator/pupil.ts';

const county = generateCounty({ pupils: 2000, seed: 7, asOf: '2026-10-16' });

/** What the oracle says of each record or class of a planted case: clear, found, found 疑似, excused. */
function verdicts(of: County, planted: PlantedCase, findings: readonly ExpectedFinding[]): readonly string[] {
  const ofCheck = findings.filter(({ check }) => check === planted.check);
  const verdict = (matching: readonly ExpectedFinding[]): string => {
    const [first] = matching;
    if (!first) return 'clear';
    return first.excused_by === null ? `found ${first.variant ?? ''}` : 'excused';
  };
  if (planted.classKey !== null) {
    const planned = of.classes.find(({ key }) => key === planted.classKey);
    return [
      verdict(
        ofCheck.filter(
          (finding) =>
            finding.school_code === planned?.schoolCode && finding.grade_no === planned.gradeNo && finding.class_no === planned.classNo,
        ),
      ),
    ];
  }
  if (planted.schoolCode !== undefined) return [verdict(ofCheck.filter((finding) => finding.school_code === planted.schoolCode))];
  return planted.pupilKeys.map((key) => {
    const record = of.pupils.find((pupil) => pupil.key === key) ?? of.lastWeek.find((pupil) => pupil.key === key);
    if (!record) throw new Error(`no record ${key}`);
    return verdict(ofCheck.filter((finding) => isAbout(finding, record)));
  });
}

/** A form without registry numbers leaves the name. */
const isAbout = (finding: ExpectedFinding, { schoolCode, registryNumber, name }: Pupil): boolean =>
  finding.school_code === schoolCode && finding.subject_name === name && (finding.registry_number ?? '') === registryNumber.trim();

function disagreements(of: County): readonly unknown[] {
  const findings: Partial<Record<PolicyId, readonly ExpectedFinding[]>> = {
    'heilongjiang-2020': expectedFindings(of, 'heilongjiang-2020'),
    'lingyuan-2021': expectedFindings(of, 'lingyuan-2021'),
  };
  return of.planted.flatMap((planted) => {
    const wanted = planted.outcome === 'found' ? `found ${planted.variant ?? ''}` : planted.outcome;
    const said = verdicts(of, planted, findings[planted.policy] ?? []);
    return said.every((verdict) => verdict === wanted) ? [] : [{ planted, said }];
  });
}

describe('a county of 2,000', () => {
  test('the same options give the same county, another seed another', () => {
    expect(generateCounty({ pupils: 2000, seed: 7, asOf: '2026-10-16' })).toEqual(county);
    expect(generateCounty({ pupils: 2000, seed: 8, asOf: '2026-10-16' }).pupils[0]).not.toEqual(county.pupils[0]);
  });

  test('has as many pupils as asked for, beside planted second records', () => {
    expect(county.pupils.length).toBeGreaterThanOrEqual(2000);
    expect(county.pupils.length).toBeLessThan(2050);
    expect(county.schools).toHaveLength(10);
    expect(new Set(county.schools.map(({ kind }) => kind))).toEqual(new Set(['primary', 'junior', 'nine_year', 'teaching_point']));
    expect(new Set(county.schools.map(({ form }) => form)).size).toBe(8);
    expect(county.schools.filter(({ form }) => form === 'county-export')).toHaveLength(3);
  });

  test('no school has more than a fifth of the pupils, a teaching point has six', () => {
    const sizes = county.schools.map(
      ({ code, kind }) => [kind, county.pupils.filter(({ schoolCode }) => schoolCode === code).length] as const,
    );
    for (const [, size] of sizes) expect(size).toBeLessThan(400);
    expect(sizes.filter(([kind, size]) => kind === 'teaching_point' && size < 12)).toHaveLength(2);
  });

  test('ordinary classes have 44 pupils at most', () => {
    const planned = new Set(county.planted.flatMap(({ classKey }) => classKey ?? []));
    for (const { key } of county.classes) {
      const size = county.pupils.filter(({ classKey, status }) => classKey === key && ATTENDING_STATUSES.has(status)).length;
      if (!planned.has(key)) expect(size).toBeLessThanOrEqual(44);
    }
  });

  test('every ID checks out but the planted ones', () => {
    const planted = new Set(county.planted.flatMap(({ pupilKeys }) => pupilKeys));
    const wrong = county.pupils.filter(({ key, idNumber }) => !planted.has(key) && !checksOut(idNumber));
    expect(wrong).toEqual([]);
  });

  test('numbers are unique but for the planted ones', () => {
    const planted = new Set(county.planted.flatMap(({ pupilKeys }) => pupilKeys));
    const rest = county.pupils.filter(({ key }) => !planted.has(key));
    expect(new Set(rest.map(({ idNumber }) => idNumber)).size).toBe(rest.length);
    const numbered = rest.filter(({ registryNumber }) => registryNumber !== '');
    expect(new Set(numbered.map(({ registryNumber }) => registryNumber)).size).toBe(numbered.length);
    expect(numbered.length).toBeGreaterThan(rest.length / 2);
  });

  test('no school loses so many pupils in a week that its list would be held as incomplete', () => {
    const here = new Set(county.pupils.map(({ key }) => key));
    for (const { code } of county.schools) {
      const gone = county.lastWeek.filter(({ key, schoolCode }) => schoolCode === code && !here.has(key));
      expect(gone.length).toBeLessThan(10);
    }
  });

  test('plants every case, of every check', () => {
    expect(new Set(county.planted.map(({ check }) => check))).toEqual(new Set(JUDGED_CHECKS));
    for (const { name } of ABSENCE_CASES) expect(county.planted.map((planted) => planted.name)).toContain(name);
    expect(new Set(county.planted.flatMap(({ classKey, name }) => (classKey === null ? [] : name))).size).toBe(25);
  });

  test.each(JUDGED_CHECKS)('%s: problems, and what looks like them', (check) => {
    const outcomes = county.planted.filter((planted) => planted.check === check).map(({ outcome }) => outcome);
    expect(outcomes).toContain('found');
    expect(outcomes.filter((outcome) => outcome !== 'found').length).toBeGreaterThan(0);
  });

  test('has twins: neighbours by number, of one family', () => {
    const families = new Map<string, number>();
    for (const { familyNo, birthDate } of county.pupils) {
      const key = `${familyNo} ${birthDate}`;
      families.set(key, (families.get(key) ?? 0) + 1);
    }
    expect([...families.values()].filter((count) => count === 2).length).toBeGreaterThan(3);
  });

  test('refuses a day of inspection in the vacation', () => {
    expect(() => generateCounty({ pupils: 2000, seed: 1, asOf: '2027-02-01' })).toThrow('not in term time');
  });
});

test('each school by its own regulation', () => {
  const one = county.schools[0]?.code;
  const mixed = expectedFindings(county, (code) => (code === one ? 'heilongjiang-2020' : 'national-2013'));
  const sizes = mixed.filter(({ check, excused_by }) => check === 'class-size-over-standard' && excused_by === null);
  expect(new Set(sizes.map(({ school_code, severity }) => `${school_code === one} ${severity}`))).toEqual(
    new Set(['true orange', 'false blue']),
  );
  const suspected = mixed.filter(({ check }) => check === 'absence-suspected-dropout');
  expect(suspected.every(({ school_code, severity }) => school_code === one || severity === 'blue')).toBe(true);
  const everywhere = (findings: readonly ExpectedFinding[]) => findings.filter(({ check }) => check === 'dup-id-number');
  expect(everywhere(mixed)).toEqual(everywhere(expectedFindings(county, 'henan-2014')));
});

describe('the oracle agrees with what was planted', () => {
  test.each([
    [2000, '2026-10-16'],
    [2000, '2026-10-19'],
    [2000, '2026-11-02'],
    [2000, '2026-12-31'],
    [2000, '2026-09-14'],
    [2000, '2027-04-12'],
    [600, '2026-10-23'],
    [9000, '2026-10-12'],
  ])('%i pupils on %s', (pupils, asOf) => {
    expect(disagreements(generateCounty({ pupils, seed: 3, asOf }))).toEqual([]);
  });
});

test('the oracle finds nothing among the pupils for whom nothing was planted, and excuses what families are like', () => {
  const keys = new Set(county.planted.flatMap(({ pupilKeys }) => pupilKeys));
  const planted = [...county.pupils, ...county.lastWeek].filter(({ key }) => keys.has(key));
  const strangers = county.policeResults.flatMap(({ stranger }) => stranger?.name ?? []);
  const others = expectedFindings(county, 'heilongjiang-2020').filter(
    (finding) =>
      finding.subject_name !== null && !strangers.includes(finding.subject_name) && !planted.some((pupil) => isAbout(finding, pupil)),
  );
  expect(others.filter(({ excused_by }) => excused_by === null)).toEqual([]);
  expect(new Set(others.map(({ check }) => check))).toEqual(new Set(['person-record-missing', 'required-missing']));
});

test('a form without a column leaves it empty in the model', () => {
  const bare = new Set(county.schools.filter(({ form }) => form.startsWith('form')).map(({ code }) => code));
  const pupils = county.pupils.filter(({ schoolCode }) => bare.has(schoolCode));
  expect(pupils.length).toBeGreaterThan(200);
  expect(pupils.filter(({ status, registryNumber }) => status !== NO_STATUS_COLUMN || registryNumber !== '')).toEqual([]);
});
