import type { County } from '../county.ts';
import type { Contact, Placement, StatusChange } from '../paperwork.ts';
import { ACTIVE_STATUSES, type Pupil } from '../pupil.ts';
import type { School, SchoolClass } from '../school.ts';
import { groupBy } from './grouping.ts';
import { comparableId } from './paper.ts';
import type { Policy } from './policy.ts';

/** The county, the law it is judged by, and what is known about each child. */
export class Inspection {
  readonly county: County;
  /** The law at a school. */
  readonly policyAt: (schoolCode: string) => Policy;
  /** 在籍 records of this week. */
  readonly active: readonly Pupil[];
  readonly #records: ReadonlyMap<number, Pupil>;
  readonly #schools: ReadonlyMap<string, School>;
  readonly #classes: ReadonlyMap<string, SchoolClass>;
  readonly #changes: ReadonlyMap<string, readonly StatusChange[]>;
  readonly #contacts: ReadonlyMap<number, readonly Contact[]>;
  readonly #placements: ReadonlyMap<string, readonly Placement[]>;

  constructor(county: County, policyAt: (schoolCode: string) => Policy) {
    this.county = county;
    this.policyAt = policyAt;
    this.active = county.pupils.filter((pupil) => ACTIVE_STATUSES.has(pupil.status));
    this.#schools = new Map(county.schools.map((school) => [school.code, school]));
    this.#classes = new Map(county.classes.map((schoolClass) => [schoolClass.key, schoolClass]));
    this.#records = new Map([...county.lastWeek, ...county.pupils].map((pupil) => [pupil.key, pupil]));
    this.#contacts = groupBy(county.contacts, (contact) => contact.pupilKey);
    this.#changes = byChild(county.changes, this.#records);
    this.#placements = byChild(county.placements, this.#records);
  }

  get asOf(): string {
    return this.county.asOf;
  }

  /** A record of this week or the last. */
  recordOf(key: number): Pupil | undefined {
    return this.#records.get(key);
  }

  /** @throws when the county has no such school. */
  schoolOf(code: string): School {
    const school = this.#schools.get(code);
    if (!school) throw new Error(`no school ${code}`);
    return school;
  }

  /** @throws when the pupil's class does not exist. */
  classOf(pupil: Pupil): SchoolClass {
    const schoolClass = this.#classes.get(pupil.classKey);
    if (!schoolClass) throw new Error(`no class ${pupil.classKey}`);
    return schoolClass;
  }

  /** Changes of the same child: by registry number or ID. */
  changesOf(pupil: Pupil): readonly StatusChange[] {
    return ofChild(this.#changes, pupil);
  }

  contactsOf(pupil: Pupil): readonly Contact[] {
    return this.#contacts.get(pupil.key) ?? [];
  }

  placementsOf(pupil: Pupil): readonly Placement[] {
    return ofChild(this.#placements, pupil);
  }
}

const namesOf = (pupil: Pupil): readonly string[] =>
  [`record ${pupil.key}`, pupil.registryNumber, comparableId(pupil)].filter((name): name is string => name !== null && name !== '');

function byChild<T extends { readonly pupilKey: number }>(
  items: readonly T[],
  records: ReadonlyMap<number, Pupil>,
): ReadonlyMap<string, readonly T[]> {
  const map = new Map<string, T[]>();
  for (const item of items) {
    const pupil = records.get(item.pupilKey);
    for (const name of pupil ? namesOf(pupil) : []) map.set(name, [...(map.get(name) ?? []), item]);
  }
  return map;
}

const ofChild = <T>(map: ReadonlyMap<string, readonly T[]>, pupil: Pupil): readonly T[] => [
  ...new Set(namesOf(pupil).flatMap((name) => map.get(name) ?? [])),
];
