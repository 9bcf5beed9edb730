import { addDays } from '../calendar-date.ts';
import { groupBy } from '../files/group-by.ts';
import { IdentityNumbers } from '../identity.ts';
import { newName } from '../names.ts';
import type { Random } from '../random.ts';
import { schoolYearOf } from '../school-calendar.ts';
import { classOf, gradeOn, type YearPupil, type YearSchool } from './sent.ts';

const AREA = '230123';
/** The crowded class of the first primary school stands at the standard. */
export const PRIMARY_STANDARD = 45;

/** The true roll of the county from week to week: who is on which school's list, and what stands there. */
export class Roll {
  readonly schools: readonly YearSchool[];
  readonly #perGrade: number;
  readonly #random: Random;
  readonly #numbers = new IdentityNumbers();
  readonly #names = new Set<string>();
  readonly #pupils = new Map<number, YearPupil>();
  #keys = 0;

  /** About `pupils` of them: primary schools of six grades with two classes each, and one junior school. */
  constructor(pupils: number, day: string, random: Random) {
    this.#random = random;
    const primaries = Math.max(2, Math.round(pupils / 200));
    this.#perGrade = Math.round(pupils / (9 * primaries));
    this.schools = Array.from({ length: primaries + 1 }, (_, index): YearSchool => {
      const isJunior = index === primaries;
      const name = isJunior ? '松河初级中学' : `第${'一二三四五六七八九'[index]}小学`;
      return { code: `22301${String(index + 11).padStart(5, '0')}`, name, stage: isJunior ? 'junior' : 'primary' };
    });
    for (const school of this.schools) {
      const [from, to] = school.stage === 'primary' ? [1, 6] : [7, 9];
      for (let grade = from; grade <= to; grade += 1)
        this.#fill(school, schoolYearOf(day) - grade + 1, day, school === this.schools[0] && grade === 3);
    }
  }

  get pupils(): readonly YearPupil[] {
    return [...this.#pupils.values()];
  }

  of(schoolCode: string): readonly YearPupil[] {
    return this.pupils.filter((pupil) => pupil.schoolCode === schoolCode);
  }

  get(key: number): YearPupil | undefined {
    return this.#pupils.get(key);
  }

  put(pupil: YearPupil): void {
    this.#pupils.set(pupil.key, pupil);
  }

  remove(key: number): void {
    this.#pupils.delete(key);
  }

  /** The pupils of each class, the classes in order. */
  classes(schoolCode: string): readonly (readonly YearPupil[])[] {
    const groups = groupBy(this.of(schoolCode), classOf);
    return [...groups.keys()].sort().map((name) => groups.get(name) ?? []);
  }

  /** A name that nobody of the year has had: findings are told apart by it. */
  newName(sex: '1' | '2'): string {
    for (;;) {
      const { name } = newName(this.#random, sex);
      if (name.includes('·') || this.#names.has(name)) continue;
      this.#names.add(name);
      return name;
    }
  }

  newNumber({ birthDate, sex }: Pick<YearPupil, 'birthDate' | 'sex'>): string {
    return this.#numbers.issue(AREA, birthDate, sex);
  }

  /** In August: leavers of grade 6 go on to the junior school, those of grade 9 are gone, grade 1 is new. Returns who graduated from grade 9. */
  promote(day: string): readonly YearPupil[] {
    const junior = this.schools.find(({ stage }) => stage === 'junior')!;
    const leavers = this.pupils.filter(({ cohort }) => gradeOn(cohort, day) === 10);
    for (const { key } of leavers) this.remove(key);
    const entrants = this.pupils.filter(({ cohort }) => gradeOn(cohort, day) === 7);
    for (const [index, pupil] of entrants.entries()) {
      const classNo = 1 + (index % juniorClasses(entrants.length));
      this.put({ ...pupil, schoolCode: junior.code, classNo, enrolMonth: `${schoolYearOf(day)}-09` });
    }
    for (const school of this.schools) if (school.stage === 'primary') this.#fill(school, schoolYearOf(day), day, false);
    return leavers;
  }

  #fill(school: YearSchool, cohort: number, day: string, isCrowded: boolean): void {
    const isPrimary = school.stage === 'primary';
    const grade = gradeOn(cohort, day);
    const size = isPrimary ? this.#perGrade : this.#perGrade * (this.schools.length - 1);
    const first = isCrowded ? PRIMARY_STANDARD : Math.ceil(size * 0.6);
    const total = isCrowded ? PRIMARY_STANDARD + 9 : size;
    for (let seat = 0; seat < total; seat += 1) {
      const sex = this.#random.chance(0.5) ? '1' : '2';
      const birthDate = addDays(`${cohort - 6}-08-31`, -this.#random.int(0, 360));
      const idNumber = this.newNumber({ birthDate, sex });
      const key = ++this.#keys;
      const isTemporary = this.#random.chance(grade === 1 ? 0.3 : 0.03);
      this.put({
        key,
        name: this.newName(sex),
        sex,
        birthDate,
        idNumber,
        writtenId: idNumber,
        registryNumber: isTemporary ? `L${AREA}${birthDate.replaceAll('-', '')}${String(key).padStart(4, '0')}` : `G${idNumber}`,
        schoolCode: school.code,
        cohort,
        classNo: isPrimary ? (seat < first ? 1 : 2) : 1 + (seat % juniorClasses(size)),
        enrolMonth: `${isPrimary ? cohort : cohort + 6}-09`,
      });
    }
  }
}

const juniorClasses = (pupils: number): number => Math.max(2, Math.ceil(pupils / 45));
