import type { Attendance } from './attendance.ts';
import { Draft } from './draft.ts';
import { addEverydayAttendance } from './everyday-attendance.ts';
import { checksOut } from './identity.ts';
import { balance, layOut } from './layout.ts';
import type { PolicyId } from './oracle/policy.ts';
import type {
  Contact,
  Dropout,
  Graduation,
  Leave,
  ListedSchool,
  Person,
  Persuasion,
  Placement,
  PoliceResult,
  Registration,
  StatusChange,
} from './paperwork.ts';
import { plantAbsences } from './planting/absences.ts';
import { plantClassSizes } from './planting/class-size.ts';
import { plantDuplicates } from './planting/duplicates.ts';
import { plantIdChecksums } from './planting/id-checksum.ts';
import { plantLookAlikes } from './planting/look-alikes.ts';
import { plantPapers } from './planting/papers.ts';
import { plantPersonRecords } from './planting/person-records.ts';
import type { PlantedCase } from './planting/planted-case.ts';
import { plantPopulationRegister } from './planting/population-register.ts';
import { plantRegistryNumbers } from './planting/registry-numbers.ts';
import { plantRequiredItems } from './planting/required-items.ts';
import { listSchools } from './planting/school-list.ts';
import { plantVanished } from './planting/vanished.ts';
import { Population } from './population.ts';
import { ACTIVE_STATUSES, ATTENDING_STATUSES, type Pupil } from './pupil.ts';
import { Random } from './random.ts';
import { type School, type SchoolClass, stageStart } from './school.ts';
import { buildCalendar, type SchoolCalendar, schoolYearOf } from './school-calendar.ts';

export interface CountyOptions {
  /** Pupils on this week's lists; planted second records come on top, about two percent at 2,000. */
  readonly pupils: number;
  readonly seed: number;
  /** The day of inspection, in term time. */
  readonly asOf: string;
  /** Default: one for 500 pupils, ten at least where there are 1,000 pupils, else three. */
  readonly schools?: number;
  /** Where the schools lie, in turn, and which regulation holds there; default: one county in Heilongjiang. */
  readonly areas?: readonly { readonly area: string; readonly policy: PolicyId }[];
}

/** A county as the bureau's files would show it, this week and the week before. */
export interface County {
  readonly options: CountyOptions;
  readonly asOf: string;
  readonly calendar: SchoolCalendar;
  readonly schools: readonly School[];
  readonly classes: readonly SchoolClass[];
  /** The registry this week. */
  readonly pupils: readonly Pupil[];
  /** The registry seven days before. */
  readonly lastWeek: readonly Pupil[];
  readonly attendance: Attendance;
  readonly leaves: readonly Leave[];
  readonly contacts: readonly Contact[];
  readonly changes: readonly StatusChange[];
  readonly graduations: readonly Graduation[];
  readonly placements: readonly Placement[];
  readonly persons: readonly Person[];
  readonly policeResults: readonly PoliceResult[];
  readonly dropouts: readonly Dropout[];
  readonly persuasions: readonly Persuasion[];
  readonly registrations: readonly Registration[];
  /** The bureau's list, which need not be the schools. */
  readonly schoolList: readonly ListedSchool[];
  readonly planted: readonly PlantedCase[];
}

const DEFAULT_AREA = '230123';

/** The areas of the county, six digits each. */
export const areasOf = ({ areas }: CountyOptions): readonly string[] => areas?.map(({ area }) => area) ?? [DEFAULT_AREA];

/** Cases are repeated once for every doubling of the county beyond 2,000 pupils. */
const repetitionsFor = (pupils: number): number => 1 + Math.max(0, Math.floor(Math.log2(pupils / 2000)));

const schoolCount = ({ pupils, schools }: CountyOptions): number => schools ?? Math.max(pupils >= 1000 ? 10 : 3, Math.round(pupils / 500));

/** The same options give the same county. @throws when `asOf` is not in term time. */
export function generateCounty(options: CountyOptions): County {
  const calendar = buildCalendar(options.asOf);
  if (!calendar.day(options.asOf)?.term) throw new Error(`${options.asOf} is not in term time`);
  const random = new Random(options.seed);
  const repetitions = repetitionsFor(options.pupils);
  const layout = layOut(options.pupils, schoolCount(options), areasOf(options), options.asOf, calendar, random.fork('layout'));
  const sized = plantClassSizes(layout, repetitions, random.fork('class sizes'));
  const classes = balance(sized.classes, options.pupils, new Set(sized.cases.keys()));
  const population = new Population(random.fork('population'), options.asOf, calendar.termStart(options.asOf));
  const schools = new Map(layout.schools.map((school) => [school.code, school]));
  const pupils = classes.flatMap((plan) =>
    population.fill(plan, schools.get(plan.schoolCode) as School, sized.cases.get(plan.key) ?? null),
  );
  const draft = new Draft({
    schools: layout.schools,
    classes,
    cases: sized.cases,
    pupils,
    random: random.fork('draft'),
    population,
    calendar,
    asOf: options.asOf,
  });
  for (let round = 0; round < repetitions; round += 1) {
    plantAbsences(draft);
    plantDuplicates(draft);
    plantVanished(draft);
    plantPersonRecords(draft);
    plantIdChecksums(draft, round);
    if (round % 2 === 1) continue;
    plantRegistryNumbers(draft);
    plantLookAlikes(draft);
    plantPapers(draft);
    plantRequiredItems(draft);
    plantPopulationRegister(draft);
  }
  addSuspensions(draft);
  addEverydayAttendance(draft, 1 + repetitions);
  return finish(options, draft, layout.schools, classes);
}

/** The change that goes with each record on suspension. */
function addSuspensions(draft: Draft): void {
  for (const pupil of draft.pupils) {
    if (pupil.status !== '02') continue;
    draft.change({ pupilKey: pupil.key, type: '11', schoolCode: pupil.schoolCode, startDate: draft.termStart, reason: '因病' });
  }
}

function finish(options: CountyOptions, draft: Draft, schools: readonly School[], classes: readonly SchoolClass[]): County {
  const { pupils } = draft;
  const before = pupils.flatMap((pupil) => {
    const then = draft.lastWeek.get(pupil.key);
    return then === null ? [] : [then ? { ...pupil, ...then } : pupil];
  });
  const list = listSchools(schools);
  return {
    options,
    asOf: options.asOf,
    calendar: draft.calendar,
    schools,
    classes,
    pupils,
    lastWeek: [...before, ...draft.gone],
    attendance: { firstDay: draft.termStart, fullRoll: draft.fullRoll, unreported: draft.unreported, marks: draft.marks },
    leaves: draft.leaves,
    contacts: draft.contacts,
    changes: draft.changes,
    graduations: draft.graduations,
    placements: draft.placements,
    persons: personsOf(pupils, draft, new Set(areasOf(options))),
    policeResults: draft.policeResults,
    dropouts: draft.dropouts,
    persuasions: draft.persuasions,
    registrations: registrationsOf(draft),
    schoolList: list.rows,
    planted: [...draft.planted, ...sizeCases(draft, classes), ...list.planted],
  };
}

/** What the county's police would extract: the children of its own households, and nobody twice. */
function personsOf(pupils: readonly Pupil[], draft: Draft, areas: ReadonlySet<string>): readonly Person[] {
  const persons = new Map<string, Person>();
  for (const pupil of pupils) {
    if (!areas.has(pupil.hukouArea) || !ACTIVE_STATUSES.has(pupil.status)) continue;
    const correction = draft.personCorrections.get(pupil.key);
    if (correction === null) continue;
    const idNumber = correction?.idNumber ?? trueNumber(pupil);
    if (idNumber === null || persons.has(idNumber)) continue;
    const { name, sex, birthDate, ethnicity, hukouArea: area, familyNo } = pupil;
    persons.set(idNumber, { name, sex, birthDate, ethnicity, area, familyNo, ...correction, idNumber });
  }
  return [...persons.values()];
}

/** The number on the household register, whatever the school made of it; a G number contains it. */
function trueNumber({ idNumber, registryNumber }: Pupil): string | null {
  if (idNumber.length === 18 && checksOut(idNumber)) return idNumber;
  return registryNumber.startsWith('G') ? registryNumber.slice(1) : null;
}

/** Entrants arrive as the term of the new school year begins, unless it is said otherwise. */
function registrationsOf(draft: Draft): readonly Registration[] {
  return draft.pupils.flatMap((pupil) => {
    const known = draft.registrations.get(pupil.key);
    if (known !== undefined) return known ?? [];
    const plan = draft.planOf(pupil.classKey);
    const termStart = `${schoolYearOf(draft.asOf)}-09-01`;
    const isEntrant = plan.gradeNo === stageStart(draft.schoolOf(pupil.schoolCode), plan.stage) && ATTENDING_STATUSES.has(pupil.status);
    return isEntrant ? { pupilKey: pupil.key, termStart, reported: true, reportDate: termStart } : [];
  });
}

/** What each check makes of a class whose size was chosen. */
function sizeCases(draft: Draft, classes: readonly SchoolClass[]): readonly PlantedCase[] {
  return classes.flatMap(({ key }): readonly PlantedCase[] => {
    const sizeCase = draft.sizeCases.get(key);
    if (!sizeCase) return [];
    const { name, overStandard, registerBlock, large = 'clear', superLarge = 'clear', newestRecord } = sizeCase;
    const at = { name, pupilKeys: [], classKey: key, policy: 'heilongjiang-2020', variant: null } as const;
    const stock = newestRecord === 'earlier' || newestRecord === 'day-before-term';
    const block: PlantedCase[] = registerBlock
      ? [{ ...at, check: 'class-size-register-block', outcome: registerBlock, policy: 'lingyuan-2021', variant: stock ? '存量' : null }]
      : [];
    return [
      { ...at, check: 'class-size-over-standard', outcome: overStandard },
      { ...at, check: 'class-size-national-large', outcome: large },
      { ...at, check: 'class-size-national-super', outcome: superLarge },
      ...block,
    ];
  });
}
