import type { AbsenceMark } from './attendance.ts';
import type { ClassPlan } from './layout.ts';
import type {
  Contact,
  Dropout,
  Graduation,
  Leave,
  Person,
  Persuasion,
  Placement,
  PoliceResult,
  Registration,
  StatusChange,
} from './paperwork.ts';
import type { SizeCase } from './planting/class-size.ts';
import type { Outcome, PlantedCase } from './planting/planted-case.ts';
import type { Population } from './population.ts';
import { NO_STATUS_COLUMN, type Pupil } from './pupil.ts';
import type { Random } from './random.ts';
import { hasSystemColumns, type School, type Stage } from './school.ts';
import type { SchoolCalendar } from './school-calendar.ts';

/** Largest ordinary class after a record has been added to it: stays below every limit. */
const ROOM_UP_TO = 43;

export type Wanted = (pupil: Pupil, plan: ClassPlan, school: School) => boolean;

/** A county while it is being made: the only mutable object of the generator. */
export class Draft {
  readonly leaves: Leave[] = [];
  readonly contacts: Contact[] = [];
  readonly changes: StatusChange[] = [];
  readonly graduations: Graduation[] = [];
  readonly placements: Placement[] = [];
  readonly policeResults: PoliceResult[] = [];
  readonly dropouts: Dropout[] = [];
  readonly persuasions: Persuasion[] = [];
  /** Of pupils for whom the day matters, null where there is none; all other entrants arrived as the term began. */
  readonly registrations = new Map<number, Registration | null>();
  readonly marks = new Map<number, AbsenceMark[]>();
  readonly unreported = new Map<string, Set<string>>();
  readonly fullRoll = new Set<string>();
  /** What the police's extract says otherwise than the registry; null: the child is not in it. */
  readonly personCorrections = new Map<number, Partial<Person> | null>();
  /** Records of last week that are gone, and how records of this week looked then (null: not there yet). */
  readonly gone: Pupil[] = [];
  readonly lastWeek = new Map<number, Partial<Pupil> | null>();
  readonly planted: PlantedCase[] = [];

  readonly #pupils: Pupil[];
  readonly #indexes = new Map<number, number>();
  readonly #used = new Set<number>();
  readonly #removed = new Set<number>();
  readonly #touched = new Set<string>();
  readonly #closed = new Set<string>();
  readonly #sizes = new Map<string, number>();
  readonly #plans: ReadonlyMap<string, ClassPlan>;
  readonly #schools: ReadonlyMap<string, School>;
  readonly sizeCases: ReadonlyMap<string, SizeCase>;
  readonly random: Random;
  readonly population: Population;
  readonly calendar: SchoolCalendar;
  readonly asOf: string;

  constructor(start: {
    readonly schools: readonly School[];
    readonly classes: readonly ClassPlan[];
    readonly cases: ReadonlyMap<string, SizeCase>;
    readonly pupils: readonly Pupil[];
    readonly random: Random;
    readonly population: Population;
    readonly calendar: SchoolCalendar;
    readonly asOf: string;
  }) {
    this.#pupils = [...start.pupils];
    this.#pupils.forEach((pupil, index) => {
      this.#indexes.set(pupil.key, index);
    });
    this.#plans = new Map(start.classes.map((plan) => [plan.key, plan]));
    this.#schools = new Map(start.schools.map((school) => [school.code, school]));
    for (const plan of start.classes) this.#sizes.set(plan.key, plan.size);
    this.sizeCases = start.cases;
    this.random = start.random;
    this.population = start.population;
    this.calendar = start.calendar;
    this.asOf = start.asOf;
  }

  get pupils(): readonly Pupil[] {
    return this.#pupils.filter((pupil) => !this.#removed.has(pupil.key));
  }

  get termStart(): string {
    return this.calendar.termStart(this.asOf);
  }

  schoolOf(code: string): School {
    const school = this.#schools.get(code);
    if (!school) throw new Error(`no school ${code}`);
    return school;
  }

  planOf(key: string): ClassPlan {
    const plan = this.#plans.get(key);
    if (!plan) throw new Error(`no class ${key}`);
    return plan;
  }

  /** An attending pupil with a sound resident ID in an ordinary class, for one planted case only; null when there is none. */
  take(wanted: Wanted = () => true): Pupil | null {
    const start = this.random.int(0, this.#pupils.length - 1);
    for (let step = 0; step < this.#pupils.length; step += 1) {
      const pupil = this.#pupils[(start + step) % this.#pupils.length];
      if (!pupil || this.#used.has(pupil.key) || !this.#isPlain(pupil)) continue;
      if (!wanted(pupil, this.planOf(pupil.classKey), this.schoolOf(pupil.schoolCode))) continue;
      this.#use(pupil);
      return pupil;
    }
    return null;
  }

  /** Two such pupils that satisfy `together`; null when there are none. */
  takePair(first: Wanted, together: (a: Pupil, b: Pupil) => boolean): readonly [Pupil, Pupil] | null {
    const a = this.take(first);
    if (!a) return null;
    const b = this.take((pupil, plan, school) => first(pupil, plan, school) && together(a, pupil));
    return b && [a, b];
  }

  replace(pupil: Pupil, fields: Partial<Pupil>): Pupil {
    const index = this.#indexes.get(pupil.key);
    if (index === undefined) throw new Error(`no record ${pupil.key}`);
    const replaced = { ...pupil, ...fields };
    this.#pupils[index] = replaced;
    return replaced;
  }

  /** What the school wrote wrong; the police know the child as it was. */
  misrecord(pupil: Pupil, fields: Partial<Pupil>): Pupil {
    const { name, sex, birthDate, idNumber } = pupil;
    this.personCorrections.set(pupil.key, { name, sex, birthDate, idNumber });
    return this.replace(pupil, fields);
  }

  /** Takes the record off this week's list. */
  remove(pupil: Pupil): void {
    this.#removed.add(pupil.key);
  }

  /** A further record in an ordinary class of another school; null when no class has room. */
  addElsewhere(pupil: Pupil, fields: Partial<Pupil>, wanted: (school: School) => boolean = () => true, stage?: Stage): Pupil | null {
    const wantedStage = stage ?? this.planOf(pupil.classKey).stage;
    const plans = [...this.#plans.values()].filter((plan) => {
      const school = this.schoolOf(plan.schoolCode);
      const hasRoom = (this.#sizes.get(plan.key) ?? 0) < ROOM_UP_TO && plan.size >= 20 && plan.sizeLimit === null;
      return plan.stage === wantedStage && plan.schoolCode !== pupil.schoolCode && hasRoom && this.#isOrdinary(plan.key) && wanted(school);
    });
    if (plans.length === 0) return null;
    const plan = this.random.pick(plans);
    const size = (this.#sizes.get(plan.key) ?? 0) + 1;
    this.#sizes.set(plan.key, size);
    const told = hasSystemColumns(this.schoolOf(plan.schoolCode).form);
    const copy: Pupil = {
      ...pupil,
      ...(pupil.status === NO_STATUS_COLUMN ? { status: '' } : {}),
      ...fields,
      ...(told ? {} : { registryNumber: '', status: NO_STATUS_COLUMN }),
      key: this.population.nextKey(),
      schoolCode: plan.schoolCode,
      classKey: plan.key,
      seatNo: size,
    };
    this.#indexes.set(copy.key, this.#pupils.length);
    this.#pupils.push(copy);
    this.#use(copy);
    return copy;
  }

  /** Closes a class for further cases: what was planted there concerns the whole class. */
  closeClass(classKey: string): void {
    this.#closed.add(classKey);
  }

  /** Whether no pupil of that class is part of a planted case. */
  isUntouched(classKey: string): boolean {
    return !this.#touched.has(classKey);
  }

  plant(check: string, name: string, outcome: Outcome, pupils: readonly Pupil[], variant: string | null = null): void {
    const pupilKeys = pupils.map((pupil) => pupil.key);
    this.planted.push({ check, name, outcome, policy: 'heilongjiang-2020', variant, pupilKeys, classKey: null });
  }

  change(fields: Pick<StatusChange, 'pupilKey' | 'type' | 'schoolCode'> & Partial<StatusChange>): void {
    this.changes.push({
      changeNo: `YD${this.asOf.slice(0, 4)}${String(this.changes.length + 1).padStart(6, '0')}`,
      fromSchoolCode: null,
      toSchoolCode: null,
      toSchoolName: null,
      applyDate: fields.startDate ?? this.termStart,
      effectiveDate: null,
      returnedDate: null,
      approval: 'approved',
      startDate: null,
      endDate: null,
      reason: '',
      ...fields,
    });
  }

  #use(pupil: Pupil): void {
    this.#used.add(pupil.key);
    this.#touched.add(pupil.classKey);
  }

  #isOrdinary(classKey: string): boolean {
    return !this.sizeCases.has(classKey);
  }

  #isPlain(pupil: Pupil): boolean {
    const attends = pupil.status === '' || pupil.status === NO_STATUS_COLUMN || pupil.status === '01';
    return attends && pupil.idType === '1' && this.#isOrdinary(pupil.classKey) && !this.#closed.has(pupil.classKey);
  }
}
