import { addDays } from './calendar-date.ts';
import { IdentityNumbers } from './identity.ts';
import type { ClassPlan } from './layout.ts';
import { type NewName, newName, siblingName } from './names.ts';
import type { SizeCase } from './planting/class-size.ts';
import { NO_STATUS_COLUMN, type Pupil } from './pupil.ts';
import { type Random, WeightedList } from './random.ts';
import { hasSystemColumns, type School, stageStart } from './school.ts';

/** Area codes that IDs of those begin with whose household is not in the county: its neighbours and the provinces from which families moved. */
const areasElsewhere = new WeightedList<string>([
  ['230110', 3],
  ['230128', 3],
  ['230881', 3],
  ['230833', 2],
  ['220182', 2],
  ['211382', 1],
  ['150722', 1],
  ['370102', 1],
  ['410105', 1],
  ['140105', 1],
  ['653101', 1],
]);

interface Family {
  readonly no: number;
  readonly name: NewName;
  readonly area: string;
}

interface Born {
  readonly family: Family;
  readonly birthDate: string;
}

/** Makes the pupils of one class after another. Holds what must be unique in the county. */
export class Population {
  readonly #random: Random;
  readonly #asOf: string;
  readonly #termStart: string;
  readonly #numbers = new IdentityNumbers();
  readonly #temporary = new Set<string>();
  readonly #families: Family[] = [];
  #key = 0;

  constructor(random: Random, asOf: string, termStart: string) {
    this.#random = random;
    this.#asOf = asOf;
    this.#termStart = termStart;
  }

  /** The next record's key. */
  nextKey(): number {
    this.#key += 1;
    return this.#key;
  }

  /** The pupils of a class, with what a planted size asks for. */
  fill(plan: ClassPlan, school: School, sizeCase: SizeCase | null): readonly Pupil[] {
    const suspended = sizeCase?.suspended ?? 0;
    const pupils: Pupil[] = [];
    let previous: Born | null = null;
    while (pupils.length < plan.size + suspended) {
      const twin: Born | null = previous !== null && this.#random.chance(0.008) ? previous : null;
      const born: Born = twin ?? { family: this.#family(school), birthDate: this.#birthDate(plan, school) };
      pupils.push(this.#pupil(plan, school, born, pupils.length, twin === null ? '' : (pupils.at(-1)?.name ?? '')));
      previous = twin === null ? born : null;
    }
    return sizeCase ? pupils.map((pupil, index) => this.#forCase(pupil, index, sizeCase)) : pupils;
  }

  /** One more pupil for a class, with a family of its own. */
  newcomer(plan: ClassPlan, school: School): Pupil {
    return this.#pupil(plan, school, { family: this.#newFamily(school), birthDate: this.#birthDate(plan, school) }, plan.size, '');
  }

  /** A second number for a child born where and when that one was. */
  anotherNumber(pupil: Pupil): string {
    return this.#numbers.issue(pupil.hukouArea, pupil.birthDate, pupil.sex);
  }

  /** A temporary registry number: like the ID at first sight, with four random digits at the end. */
  temporaryNumber(area: string, birthDate: string): string {
    for (;;) {
      const number = `L${area}${birthDate.replaceAll('-', '')}${String(this.#random.int(0, 9999)).padStart(4, '0')}`;
      if (this.#temporary.has(number)) continue;
      this.#temporary.add(number);
      return number;
    }
  }

  #pupil(plan: ClassPlan, school: School, born: Born, seat: number, twinName: string): Pupil {
    const { family, birthDate } = born;
    const sex = this.#random.chance(0.52) ? '1' : '2';
    const { name } = siblingName(this.#random, family.name, sex, twinName);
    const idNumber = this.#numbers.issue(family.area, birthDate, sex);
    return {
      key: this.nextKey(),
      name,
      sex,
      birthDate,
      ethnicity: family.name.ethnicity,
      idType: '1',
      idNumber,
      idStorage: 'text',
      registryNumber: hasSystemColumns(school.form) ? this.#registryNumber(plan, idNumber, birthDate) : '',
      schoolCode: school.code,
      classKey: plan.key,
      seatNo: seat + 1,
      familyNo: family.no,
      hukouArea: family.area,
      status: this.#status(school),
      createdDate: this.#createdDate(plan.entryYear),
      enrolMonth: `${plan.entryYear}-09`,
    };
  }

  /** Some of the first grade still wait for their final number. */
  #registryNumber(plan: ClassPlan, idNumber: string, birthDate: string): string {
    const waits = plan.gradeNo === 1 && this.#random.chance(0.3);
    return waits ? this.temporaryNumber(idNumber.slice(0, 6), birthDate) : `G${idNumber}`;
  }

  #status(school: School): string {
    if (!hasSystemColumns(school.form)) return NO_STATUS_COLUMN;
    // Every third school fills the column for some of its pupils only.
    const fillsAll = Number(school.code.slice(-1)) % 3 !== 1;
    return fillsAll || this.#random.chance(0.6) ? '01' : '';
  }

  #family(school: School): Family {
    const known = this.#families.length > 50 && this.#random.chance(0.06);
    return known ? this.#random.pick(this.#families) : this.#newFamily(school);
  }

  #newFamily({ areaCode }: School): Family {
    const name = newName(this.#random, '1');
    const local = this.#random.chance(0.8) ? areaCode : areasElsewhere.draw(this.#random);
    const area = name.ethnicity === '05' ? '653101' : local;
    const family = { no: this.#families.length + 1, name, area };
    this.#families.push(family);
    return family;
  }

  /** Six years old by 31 August of the year of entry; a few are a year older. */
  #birthDate(plan: ClassPlan, school: School): string {
    const primaryEntry = plan.entryYear - (stageStart(school, plan.stage) - 1);
    const late = this.#random.chance(0.04) ? 365 : 0;
    return addDays(`${primaryEntry - 6}-08-31`, -this.#random.int(0, 364) - late);
  }

  #createdDate(entryYear: number): string {
    const date = addDays(`${entryYear}-09-03`, this.#random.int(0, 25));
    return date > this.#asOf ? this.#asOf : date;
  }

  #forCase(pupil: Pupil, index: number, sizeCase: SizeCase): Pupil {
    const status = index >= sizeCase.size ? '02' : index < (sizeCase.blankStatus ?? 0) ? '' : pupil.status;
    const newest = index === 0 ? this.#newestRecord(sizeCase) : null;
    return { ...pupil, status, createdDate: newest ?? pupil.createdDate };
  }

  #newestRecord(sizeCase: SizeCase): string | null {
    switch (sizeCase.newestRecord) {
      case 'as-of':
        return this.#asOf;
      case 'term-start':
        return this.#termStart;
      case 'day-before-term':
        return addDays(this.#termStart, -1);
      default:
        return null;
    }
  }
}
