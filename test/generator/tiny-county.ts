import type { AbsenceMark } from '../../src/generator/attendance.ts';
import type { County } from '../../src/generator/county.ts';
import { residentId } from '../../src/generator/identity.ts';
import { type ExpectedFinding, expectedFindings, type PolicyId } from '../../src/generator/oracle.ts';
import type {
  Contact,
  Dropout,
  Leave,
  ListedSchool,
  Person,
  Placement,
  PoliceResult,
  Registration,
  StatusChange,
} from '../../src/generator/paperwork.ts';
import type { Pupil } from '../../src/generator/pupil.ts';
import type { School, SchoolClass } from '../../src/generator/school.ts';
import { buildCalendar } from '../../src/generator/school-calendar.ts';

/** A Friday; 10-01 to 10-07 is holiday, Saturday 10-10 a make-up school day. */
export const AS_OF = '2026-10-16';

export const school = (code: string, fields: Partial<School> = {}): School => ({
  code,
  areaCode: '230123',
  name: `第${code.slice(-1)}小学`,
  kind: 'primary',
  system: '63',
  township: '依兰镇',
  rural: false,
  classSizeLimit: null,
  form: 'county-export',
  gradeStyle: 'chinese',
  classStyle: 'plain',
  attendance: 'class-reported',
  reportedThrough: AS_OF,
  statesCutoff: true,
  ...fields,
});

export const schoolClass = (schoolCode: string, fields: Partial<SchoolClass> = {}): SchoolClass => ({
  key: `${schoolCode}-1-1`,
  schoolCode,
  stage: 'primary',
  gradeNo: 1,
  classNo: 1,
  entryYear: 2026,
  type: '10',
  sizeLimit: null,
  isPlaceholder: false,
  ...fields,
});

export const A = '2230100001';
export const B = '2230100002';
export const C = '2230100003';

/** A pupil of school A; every key has a number of its own. */
export function pupil(key: number, fields: Partial<Pupil> = {}): Pupil {
  const idNumber = residentId('230123', '2019-09-01', key * 2 + 1);
  const schoolCode = fields.schoolCode ?? A;
  return {
    key,
    name: `王${String.fromCodePoint(0x4e00 + key)}`,
    sex: '1',
    birthDate: '2019-09-01',
    ethnicity: '01',
    idType: '1',
    idNumber,
    idStorage: 'text',
    registryNumber: `G${idNumber}`,
    schoolCode,
    classKey: `${schoolCode}-1-1`,
    seatNo: key,
    familyNo: key,
    hukouArea: '230123',
    status: '01',
    createdDate: '2025-09-08',
    enrolMonth: '2026-09',
    ...fields,
  };
}

export interface TinyCounty {
  readonly asOf?: string;
  readonly schools?: readonly School[];
  readonly classes?: readonly SchoolClass[];
  readonly pupils?: readonly Pupil[];
  readonly lastWeek?: readonly Pupil[];
  readonly marks?: Readonly<Record<number, readonly AbsenceMark[]>>;
  readonly unreported?: Readonly<Record<string, readonly string[]>>;
  readonly leaves?: readonly Leave[];
  readonly contacts?: readonly Contact[];
  readonly changes?: readonly StatusChange[];
  readonly placements?: readonly Placement[];
  readonly persons?: readonly Person[];
  readonly graduations?: County['graduations'];
  readonly policeResults?: readonly PoliceResult[];
  readonly dropouts?: readonly Dropout[];
  readonly registrations?: readonly Registration[];
  /** Default: the schools, each once. */
  readonly schoolList?: readonly ListedSchool[];
}

/** Three schools with one class each, and what the test says. */
export function county(tiny: TinyCounty): County {
  const asOf = tiny.asOf ?? AS_OF;
  const calendar = buildCalendar(asOf);
  const schools = tiny.schools ?? [A, B, C].map((code) => school(code, { reportedThrough: asOf }));
  const pupils = tiny.pupils ?? [];
  return {
    options: { pupils: pupils.length, seed: 0, asOf },
    asOf,
    calendar,
    schools,
    classes: tiny.classes ?? schools.map(({ code }) => schoolClass(code)),
    pupils,
    lastWeek: tiny.lastWeek ?? pupils,
    attendance: {
      firstDay: `${asOf.slice(5) < '08' ? Number(asOf.slice(0, 4)) - 1 : asOf.slice(0, 4)}-09-01`,
      fullRoll: new Set(),
      unreported: new Map(Object.entries(tiny.unreported ?? {}).map(([key, days]) => [key, new Set(days)])),
      marks: new Map(Object.entries(tiny.marks ?? {}).map(([key, marks]) => [Number(key), marks])),
    },
    leaves: tiny.leaves ?? [],
    contacts: tiny.contacts ?? [],
    changes: tiny.changes ?? [],
    graduations: tiny.graduations ?? [],
    placements: tiny.placements ?? [],
    persons: tiny.persons ?? [],
    policeResults: tiny.policeResults ?? [],
    dropouts: tiny.dropouts ?? [],
    persuasions: [],
    registrations: tiny.registrations ?? [],
    schoolList: tiny.schoolList ?? schools.map((of) => ({ code: of.code, name: of.name, campus: null, campusCode: null, of })),
    planted: [],
  };
}

/** A mark of absence without leave on every school day of the range, but for the days given otherwise; null: no mark. */
export function away(
  from: string,
  to: string,
  otherwise: Readonly<Record<string, Partial<AbsenceMark> | null>> = {},
): readonly AbsenceMark[] {
  return buildCalendar(to)
    .schoolDays(from, to)
    .flatMap((date) => {
      const other = otherwise[date];
      if (other === null) return [];
      return { date, dayPart: 'full', status: 'absent', label: '旷课', approved: null, ...other };
    });
}

export const change = (pupilKey: number, type: StatusChange['type'], fields: Partial<StatusChange> = {}): StatusChange => ({
  pupilKey,
  changeNo: `YD${pupilKey}`,
  type,
  schoolCode: A,
  fromSchoolCode: null,
  toSchoolCode: null,
  toSchoolName: null,
  applyDate: '2026-10-08',
  effectiveDate: null,
  returnedDate: null,
  approval: 'approved',
  startDate: null,
  endDate: null,
  reason: '',
  ...fields,
});

/** The findings of one check, of a tiny county. */
export const findings = (check: string, tiny: TinyCounty, policy: PolicyId = 'heilongjiang-2020'): readonly ExpectedFinding[] =>
  expectedFindings(county(tiny), policy).filter((finding) => finding.check === check);
