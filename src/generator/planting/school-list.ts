import { columnsOf } from '../files/form-columns.ts';
import type { ListedSchool } from '../paperwork.ts';
import type { School } from '../school.ts';
import type { PlantedCase } from './planted-case.ts';

export interface SchoolList {
  readonly rows: readonly ListedSchool[];
  readonly planted: readonly PlantedCase[];
}

/** A county of fewer schools has a list without faults. */
const ENOUGH = 10;

const listed = (of: School, fields: Partial<ListedSchool> = {}): ListedSchool => ({
  code: of.code,
  name: of.name,
  campus: null,
  campusCode: null,
  of,
  ...fields,
});

const unattended = (code: string, name: string): ListedSchool => ({ code, name, campus: null, campusCode: null, of: null });

/** What the rest of the model says of the school does not hang on its row in the list. */
const canBeLeftOut = (school: School): boolean =>
  columnsOf(school.form).has('school_code') && school.kind === 'primary' && school.system === '63' && school.classSizeLimit === null;

/** The bureau's list of schools, with codes that are wrong, and what looks like it: school-code-invalid. */
export function listSchools(schools: readonly School[]): SchoolList {
  const [main, ...others] = schools;
  const [doubled, unlisted] = others.filter(canBeLeftOut);
  const point = others.find((school) => school.kind === 'teaching_point' && school.classSizeLimit === null);
  if (schools.length < ENOUGH || !main || !doubled || !unlisted || !point)
    return { rows: schools.map((school) => listed(school)), planted: [] };
  const lostZero = `${main.code.slice(1, 5)}99001`;
  const tooLong = `${main.code.slice(0, 5)}990012`;
  const rows = [
    ...schools.filter((school) => school !== unlisted && school !== point).map((school) => listed(school)),
    listed(doubled, { name: `${doubled.township}振兴小学` }),
    listed(main, { campus: '南校区', campusCode: `${main.code.slice(0, 5)}99003` }),
    listed(main, { campus: point.name, campusCode: point.code }),
    unattended(`0${lostZero}`, '开放实验学校'),
    unattended(lostZero, '开放实验学校'),
    unattended(tooLong, '向阳民办学校'),
  ];
  const plant = (schoolCode: string, name: string, outcome: PlantedCase['outcome'], variant: string | null = null): PlantedCase => ({
    check: 'school-code-invalid',
    name,
    outcome,
    policy: 'heilongjiang-2020',
    variant,
    pupilKeys: [],
    classKey: null,
    schoolCode,
  });
  const planted = [
    plant(unlisted.code, '不在学校表', 'found'),
    plant(doubled.code, '一个标识码两个校名', 'found', '一码两校'),
    plant(lostZero, '前导零丢失', 'found', '前导零丢失'),
    plant(`0${lostZero}`, '补零后的标识码', 'clear'),
    plant(tooLong, '标识码11位', 'found'),
    plant(main.code, '一校两个校区', 'clear'),
    plant(point.code, '教学点的代码登记为中心校的校区代码', 'clear'),
  ];
  return { rows, planted };
}
