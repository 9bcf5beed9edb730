import { diffDays } from '../calendar/days.ts';
import type { Engine } from '../engine/engine.ts';
import type { LakeViews } from './views.ts';

/** A school of the county's list. `name` has the code beside it where another school has the same name. */
export interface ListedSchool {
  readonly code: string;
  readonly name: string;
  /** 行政区划码 */
  readonly area: string | null;
}

/** A school from which data is expected, and the data date of its newest submission, held ones too; null: it never sent any. */
export interface ReportingSchool {
  readonly code: string;
  readonly name: string;
  readonly lastDate: string | null;
  /** It is not in the county's list. */
  readonly isUnlisted: boolean;
}

/** The county's list: its schools, and the codes that it has beside theirs, of campuses and the like. */
export interface SchoolList {
  readonly schools: readonly ListedSchool[];
  readonly mentioned: ReadonlySet<string>;
}

/** Reads the list of schools; the view `schools` must be there. */
export async function readSchoolList(engine: Engine): Promise<SchoolList> {
  const rows = await engine.rows(
    `select school_code, min(school_name) as school_name, min(area_code) as area_code
     from schools where school_code is not null group by school_code order by school_code`,
  );
  const schools = rows.map((row) => ({
    code: String(row.school_code),
    name: String(row.school_name ?? row.school_code),
    area: row.area_code === null ? null : String(row.area_code),
  }));
  const mentioned = await engine.rows(`select campus_code as code from schools
    union select central_school_code from schools union select merged_into_code from schools`);
  return { schools: distinguished(schools), mentioned: new Set(mentioned.map(({ code }) => String(code))) };
}

/** Schools of one name are told apart by their codes, as in the county's workbook. */
function distinguished(schools: readonly ListedSchool[]): ListedSchool[] {
  const counts = new Map<string, number>();
  for (const { name } of schools) counts.set(name, (counts.get(name) ?? 0) + 1);
  return schools.map((school) => (counts.get(school.name)! > 1 ? { ...school, name: `${school.name}（${school.code}）` } : school));
}

/** The schools of the list and those that sent data without being in it; not a code that lost its leading zeros. */
export function reportingSchools({ schools, mentioned }: SchoolList, { selection }: LakeViews): ReportingSchool[] {
  const newest = new Map<string, string>();
  for (const { datasets, school_code, data_date } of selection.submissions) {
    if (datasets.includes('students')) newest.set(school_code, data_date);
  }
  const codes = new Set(schools.map(({ code }) => code));
  const others = [...newest.keys()].filter((code) => !codes.has(code));
  const listed = schools.filter(({ code }) => newest.has(code) || !isShortened(code, (whole) => codes.has(whole) || newest.has(whole)));
  return [
    ...listed.map(({ code, name }) => ({ code, name, lastDate: newest.get(code) ?? null, isUnlisted: false })),
    ...others.map((code) => {
      const isUnlisted = !mentioned.has(code);
      return { code, name: isUnlisted ? `${code}（不在学校表）` : code, lastDate: newest.get(code) ?? null, isUnlisted };
    }),
  ];
}

/** Whether a code has lost its leading zeros and the whole one is there too: it is the same school, and reports under that one. */
const isShortened = (code: string, isThere: (whole: string) => boolean): boolean =>
  /^[1-9]\d{7,8}$/.test(code) && isThere(code.padStart(10, '0'));

/** Whether its newest data is too old for the period, of `periodDays` natural days up to `day`, or never came. */
export const isUnsent = ({ lastDate }: ReportingSchool, periodDays: number, day: string): boolean =>
  lastDate === null || diffDays(lastDate, day) >= periodDays;
