import { describe, expect, it } from 'vitest';
import { residentId } from '../../src/generator/identity.ts';
import { buildCalendar } from '../../src/generator/school-calendar.ts';
import type { SentList, Week, Year, YearPupil, YearSchool } from '../../src/generator/year/sent.ts';
import { Lives } from '../../src/generator/year/truth/life.ts';
import { simulateYear } from '../../src/generator/year/year.ts';

const options = { pupils: 600, seed: 5, firstDay: '2026-06-15', weeks: 10 };

describe('a simulated year', () => {
  const year = simulateYear(options);

  it('is the same for the same options, and another for another seed', () => {
    expect(JSON.stringify(simulateYear(options).weeks)).toBe(JSON.stringify(year.weeks));
    expect(JSON.stringify(simulateYear({ ...options, seed: 6 }).weeks)).not.toBe(JSON.stringify(year.weeks));
  });

  it('has a Monday for each week of term and leaves the summer out', () => {
    expect(year.weeks.map(({ day }) => day).slice(3, 7)).toEqual(['2026-07-06', '2026-07-13', '2026-08-31', '2026-09-07']);
    expect(() => simulateYear({ ...options, weeks: 80 })).toThrow('only');
  });

  it('never gives two children one name', () => {
    const owners = new Map<string, number>();
    for (const { name, key } of year.weeks.flatMap(({ lists }) => lists.flatMap(({ pupils }) => pupils))) {
      expect(owners.get(name) ?? key).toBe(key);
      owners.set(name, key);
    }
    expect(owners.size).toBeGreaterThan(600);
  });

  it('moves the classes up in August', () => {
    const lists = (day: string): readonly SentList[] => year.weeks.find((week) => week.day === day)!.lists;
    const cohorts = (day: string, school: string): number[] => [
      ...new Set(
        lists(day)
          .findLast(({ schoolCode }) => schoolCode === school)!
          .pupils.map(({ cohort }) => cohort),
      ),
    ];
    const [primary] = year.schools;
    expect(Math.max(...cohorts('2026-06-15', primary!.code))).toBe(2025);
    expect(Math.max(...cohorts('2026-08-31', primary!.code))).toBe(2026);
    expect(Math.min(...cohorts('2026-08-31', primary!.code))).toBe(2021);
  });
});

const school: YearSchool = { code: '2230100011', name: '第一小学', stage: 'primary' };
const idNumber = residentId('230123', '2015-05-01', 11);

const pupil = (key: number, written: Partial<YearPupil> = {}): YearPupil => {
  const own = residentId('230123', '2015-05-01', 11 + 2 * key);
  return {
    key,
    name: `学生${key}`,
    sex: '1',
    birthDate: '2015-05-01',
    idNumber: own,
    writtenId: own,
    registryNumber: `G${own}`,
    schoolCode: school.code,
    cohort: 2021,
    classNo: 1,
    enrolMonth: '2021-09',
    ...written,
  };
};

const week = (day: string, pupils: readonly YearPupil[] | null, more: Partial<Week> = {}): Week => ({
  day,
  lists: pupils === null ? [] : [{ schoolCode: school.code, dataDate: day, pupils, isIncomplete: false }],
  attendance: [],
  changes: [],
  graduations: [],
  accepted: [],
  primaryLimit: 45,
  ...more,
});

/** How one finding stands after each of these weeks. */
function lifeOf(check: string, ...weeks: readonly Week[]): readonly (string | undefined)[] {
  const year: Year = { calendar: buildCalendar('2026-09-01'), schools: [school], weeks };
  const lives = new Lives(year);
  return weeks.map(() => {
    const standing = lives.next().find((one) => one.check === check);
    return standing && `${standing.status}${standing.mark ?? ''}`;
  });
}

describe('the model’s account of a finding', () => {
  const right = [pupil(1), pupil(2)];
  const wrong = [pupil(1, { writtenId: '' }), pupil(2)];

  it('found, found again, mended, back', () => {
    const weeks = [week('2026-09-07', wrong), week('2026-09-14', wrong), week('2026-09-21', right), week('2026-09-28', wrong)];
    expect(lifeOf('id-missing', ...weeks)).toEqual(['new', 'persisting', 'closed', 'reopened']);
  });

  it('a school that sends nothing closes nothing; data seven days old is not sent', () => {
    const late = week('2026-09-21', null, {
      lists: [{ schoolCode: school.code, dataDate: '2026-09-14', pupils: right, isIncomplete: false }],
    });
    const weeks = [week('2026-09-07', wrong), week('2026-09-14', null), late, week('2026-09-28', right)];
    expect(lifeOf('id-missing', ...weeks)).toEqual(['new', 'not-submitted', 'not-submitted', 'closed']);
  });

  it('an incomplete list counts once it is accepted', () => {
    const incomplete = (day: string, accepted: readonly string[]): Week =>
      week(day, null, { lists: [{ schoolCode: school.code, dataDate: day, pupils: [pupil(2)], isIncomplete: true }], accepted });
    const before = week('2026-09-07', wrong);
    expect(lifeOf('id-missing', before, incomplete('2026-09-14', []))).toEqual(['new', 'not-submitted']);
    expect(lifeOf('id-missing', before, incomplete('2026-09-14', [school.code]))).toEqual(['new', 'persisting名册消失']);
  });

  it('who is gone without papers keeps every finding open and is missed; with papers neither', () => {
    const gone = week('2026-09-14', [pupil(2)]);
    const paper = { no: '1', kind: 'transfer-out', pupil: wrong[0]!, fromSchool: school.code, toSchool: null, day: '2026-09-14' } as const;
    expect(lifeOf('id-missing', week('2026-09-07', wrong), gone)).toEqual(['new', 'persisting名册消失']);
    expect(lifeOf('pupil-vanished', week('2026-09-07', wrong), gone)).toEqual([undefined, 'new']);
    const weeks = [week('2026-09-07', wrong), { ...gone, changes: [paper] }];
    expect(lifeOf('id-missing', ...weeks)).toEqual(['new', 'closed']);
    expect(lifeOf('pupil-vanished', ...weeks)).toEqual([undefined, undefined]);
  });

  it('a duplicate that no longer is one is closed for both', () => {
    const shared = [pupil(1, { writtenId: idNumber }), pupil(2, { writtenId: idNumber })];
    expect(lifeOf('dup-id-number', week('2026-09-07', shared), week('2026-09-14', right))).toEqual(['new', 'closed']);
  });

  it('a class that only a new number lets off is ended, and back with the old one', () => {
    const crowd = Array.from({ length: 46 }, (_, index) => pupil(index + 1));
    const weeks = [week('2026-09-07', crowd), week('2026-09-14', crowd, { primaryLimit: 46 }), week('2026-09-21', crowd)];
    expect(lifeOf('class-size-over-standard', ...weeks)).toEqual(['new', 'ended', 'persisting']);
  });

  it('an absence grows graver, and is closed by a day in class only', () => {
    const report = (days: readonly string[], isAway: boolean): Partial<Week> => {
      const absences = isAway ? days.map((day) => ({ pupil: right[0]!, day })) : [];
      return { attendance: [{ schoolCode: school.code, days, classes: [{ cohort: 2021, classNo: 1 }], absences }] };
    };
    const weeks = [
      week('2026-09-07', right, report(['2026-09-02', '2026-09-03', '2026-09-04'], true)),
      week('2026-09-14', right, report(['2026-09-07', '2026-09-08', '2026-09-09', '2026-09-10', '2026-09-11'], true)),
      week('2026-09-21', right),
      week('2026-09-28', right, report(['2026-09-21'], false)),
    ];
    expect(lifeOf('absence-early-warning', ...weeks)).toEqual(['new', 'ended', 'ended', 'ended']);
    expect(lifeOf('absence-suspected-dropout', ...weeks)).toEqual([undefined, 'new', 'not-submitted', 'closed']);
  });
});
