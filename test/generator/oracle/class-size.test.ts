import { describe, expect, test } from 'vitest';
import type { PolicyId } from '../../../src/generator/oracle.ts';
import type { Pupil } from '../../../src/generator/pupil.ts';
import type { School, SchoolClass } from '../../../src/generator/school.ts';
import { A, AS_OF, findings, pupil, school, schoolClass } from '../tiny-county.ts';

interface Sized {
  readonly schoolClass?: Partial<SchoolClass>;
  readonly school?: Partial<School>;
  readonly others?: readonly Partial<Pupil>[];
}

function said(check: string, policy: PolicyId, size: number, sized: Sized = {}) {
  const attending = Array.from({ length: size }, (_, index) => pupil(index + 1));
  const others = (sized.others ?? []).map((fields, index) => pupil(size + index + 1, fields));
  return findings(
    check,
    { schools: [school(A, sized.school)], classes: [schoolClass(A, sized.schoolClass)], pupils: [...attending, ...others] },
    policy,
  );
}

const over = (size: number, sized?: Sized) => said('class-size-over-standard', 'heilongjiang-2020', size, sized);
const junior = { schoolClass: { stage: 'junior', gradeNo: 7 } } as const;

describe('class-size-over-standard', () => {
  test('46 in primary, 51 in junior classes are the first too many', () => {
    expect([44, 45, 46].map((size) => over(size).length)).toEqual([0, 0, 1]);
    expect([49, 50, 51].map((size) => over(size, junior).length)).toEqual([0, 0, 1]);
    expect(over(46)[0]?.evidence).toEqual({ size: 46, size_limit: 45 });
  });

  test('counts who attends: empty, 其他 and 复学 too, not the suspended', () => {
    expect(over(45, { others: [{ status: '02' }] })).toEqual([]);
    expect(over(45, { others: [{ status: '10' }] })).toEqual([]);
    for (const status of ['', '99', '05']) expect(over(45, { others: [{ status }] })).toHaveLength(1);
  });

  test('an own limit may be stricter, not looser; the class’s comes before the school’s', () => {
    expect(over(40, { schoolClass: { sizeLimit: 40 } })).toEqual([]);
    expect(over(41, { schoolClass: { sizeLimit: 40 } })[0]?.evidence).toEqual({ size: 41, size_limit: 40 });
    expect(over(46, { schoolClass: { sizeLimit: 60 } })[0]?.evidence).toEqual({ size: 46, size_limit: 45 });
    expect(over(41, { school: { classSizeLimit: 40 } })).toHaveLength(1);
    expect(over(41, { school: { classSizeLimit: 40 }, schoolClass: { sizeLimit: 42 } })).toEqual([]);
  });

  test('where there is no number, only own limits hold', () => {
    for (const policy of ['lingyuan-2021', 'national-2013'] as const) {
      expect(said('class-size-over-standard', policy, 70)).toEqual([]);
      expect(said('class-size-over-standard', policy, 41, { schoolClass: { sizeLimit: 40 } })).toHaveLength(1);
    }
  });

  test('待分班 is no class; combined, special and teaching-point classes are excused', () => {
    expect(over(60, { schoolClass: { isPlaceholder: true, classNo: null } })).toEqual([]);
    const excuse = (sized: Sized) => over(46, sized)[0]?.excused_by;
    expect(excuse({ schoolClass: { type: '12' } })).toBe('复式班');
    expect(excuse({ schoolClass: { type: '17' } })).toBe('特教班');
    expect(excuse({ schoolClass: { type: '13' } })).toBe('教学点');
    expect(excuse({ school: { kind: 'teaching_point' } })).toBe('教学点');
    expect(excuse({ schoolClass: { type: '11' } })).toBeNull();
  });
});

describe('class-size-register-block', () => {
  const block = (size: number, sized?: Sized) => said('class-size-register-block', 'lingyuan-2021', size, sized);
  const severity = (createdDate: string) => block(54, { others: [{ createdDate }] }).map((finding) => [finding.severity, finding.variant]);

  test('54 may, 55 may not', () => {
    expect([54, 55, 56].map((size) => block(size).length)).toEqual([0, 1, 1]);
  });

  test('red where a record was created from the first day of term to the day of inspection', () => {
    expect(severity('2026-08-31')).toEqual([['blue', '存量']]);
    expect(severity('2026-09-01')).toEqual([['red', null]]);
    expect(severity(AS_OF)).toEqual([['red', null]]);
    expect(severity('2026-10-17')).toEqual([['blue', '存量']]);
  });

  test('not judged where the file does not say when records were created, nor under other regulations', () => {
    expect(block(55, { school: { form: 'form72-csv' } })).toEqual([]);
    expect(said('class-size-register-block', 'heilongjiang-2020', 60)).toEqual([]);
    expect(said('class-size-register-block', 'national-2013', 60)).toEqual([]);
  });
});

describe('class-size-national', () => {
  const national = (size: number, sized?: Sized) =>
    (['large', 'super'] as const).flatMap((band) => said(`class-size-national-${band}`, 'national-2013', size, sized).map(() => band));

  test('56 to 65 are large, 66 and more super', () => {
    expect([55, 56, 57, 64, 65, 66, 67].map((size) => national(size))).toEqual([
      [],
      ['large'],
      ['large'],
      ['large'],
      ['large'],
      ['super'],
      ['super'],
    ]);
    expect(national(66, junior)).toEqual(['super']);
  });

  test('blue everywhere; the suspended do not count, the doubtful make it 待核', () => {
    for (const policy of ['heilongjiang-2020', 'shanxi-2026'] as const)
      expect(said('class-size-national-super', policy, 66).map(({ severity }) => severity)).toEqual(['blue']);
    expect(national(65, { others: [{ status: '02' }] })).toEqual(['large']);
    const doubtful = said('class-size-national-super', 'national-2013', 65, { others: [{ status: '' }] });
    expect(doubtful.map(({ certainty }) => certainty)).toEqual(['待核']);
  });

  test('combined classes are excused, 待分班 is no class', () => {
    const excuse = said('class-size-national-large', 'national-2013', 60, { schoolClass: { type: '12' } })[0]?.excused_by;
    expect(excuse).toBe('复式班');
    expect(national(60, { schoolClass: { isPlaceholder: true } })).toEqual([]);
  });
});

test('class-size-over-standard: shanxi holds a class to its own limit, the others hint at it', () => {
  const own = { schoolClass: { sizeLimit: 40 } };
  const severity = (policy: PolicyId) => said('class-size-over-standard', policy, 41, own).map((finding) => finding.severity);
  expect(severity('shanxi-2026')).toEqual(['orange']);
  expect(severity('henan-2014')).toEqual(['blue']);
  expect(said('class-size-over-standard', 'shanxi-2026', 70)).toEqual([]);
});
