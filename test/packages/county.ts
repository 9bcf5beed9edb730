import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createTableFromRows } from '../../src/engine/json-table.ts';
import { createPackageRelations } from '../../src/packages/package-relations.ts';
import type { EarlierRun } from '../../src/packages/school-notices.ts';
import { laterRelations } from '../../src/pipelines/run-store.ts';
import { Workspace } from '../../src/workspace/workspace.ts';

/** A row of a fixture. */
export type Fields = Readonly<Record<string, unknown>>;

/** A run of a made-up county, as far as packages read it. */
export interface County {
  readonly findings?: readonly Fields[];
  readonly schools?: readonly Fields[];
  readonly statuses?: readonly Fields[];
  readonly stale?: readonly Fields[];
  readonly run?: Fields;
}

const run = {
  run_id: '2026-11-16-1',
  pipeline: 'weekly-inspection',
  pipeline_title: '县级周检',
  as_of: '2026-11-16',
  started_at: '2026-11-16 08:30:00',
  finished_at: '2026-11-16 08:31:20',
  county_name: '松岭县',
};

export const firstSchool = { school_code: '2309990001', school_name: '松岭县第一小学', submission: '已报送', data_date: '2026-11-13' };
export const secondSchool = { ...firstSchool, school_code: '2309990002', school_name: '松岭县第二小学' };

/** A school as rows about it name it. */
export const schoolOf = ({ school_code, school_name }: Fields): Fields => ({ school_code, school_name });

/** A finding that a school owes, the seventh of the year. */
export const finding: Fields = {
  number: '2026-000007',
  base: '2026-000007',
  check_id: 'id-checksum',
  check_title: '证件号校验位错',
  category: '信息质量',
  kind: 'must-fix',
  severity: 'orange',
  certainty: '确定',
  is_counted: true,
  entity: 'student',
  entity_key: 'S000007',
  school_code: firstSchool.school_code,
  school_name: firstSchool.school_name,
  registry_number: 'G230999201503150028',
  id_number: '230999201503150028',
  name: '王小明',
  grade_no: 5,
  class_no: 2,
  grade_label: '五年级',
  class_label: '2班',
  message: '身份证件号不成立，校验位应为7',
  basis: '数据质量',
  how_to_fix: '学校凭户口簿等原件核对后在学籍系统补录、更正；属关键字段的走“关键数据变更”。',
  actions: ['changed', 'explained'],
  is_protected: false,
  material: 'a1b2c3',
  status: 'new',
  mark: null,
  first_seen: '2026-11-16',
  due_on: '2026-11-23',
  overdue_days: 0,
  is_open: true,
  is_owed: true,
};

/** Both sides of one duplicate. */
export const pair: readonly Fields[] = [firstSchool, secondSchool].map((school, index) => ({
  ...finding,
  ...schoolOf(school),
  number: `2026-000012-${index + 1}`,
  base: '2026-000012',
  check_id: 'dup-id-number',
  check_title: '身份证件号重复',
  category: '重复',
  severity: 'red',
  name: ['李一诺', '陈思远'][index],
  registry_number: ['G230999201404120036', 'L230999201404120447'][index],
  id_number: '230999201404120036',
  message: '该证件号在2所学校共有2条在籍记录',
  how_to_fix:
    '涉及学校核对户口簿、居民身份证原件及就读情况，确认实际就读方；保留方提交“佐证”，信息录错方提交“变更”，确属重复建籍的按程序“删除”，报县教育局复核。核清前不得自行删除任何一方。',
  actions: ['evidence', 'changed', 'deleted'],
  due_on: '2026-11-16',
}));

export const checked = (school: Fields, ...statuses: readonly Fields[]): Fields[] =>
  (statuses.length === 0 ? [{}] : statuses).map((status, index) => ({
    check_id: `check-${index}`,
    check_title: `检查${index + 1}`,
    check_order: index,
    status: '无问题',
    reason: null,
    ...schoolOf(school),
    ...status,
  }));

const columns = {
  run: `run_id varchar, pipeline varchar, pipeline_title varchar, as_of date, started_at varchar, finished_at varchar, county_name varchar`,
  school_overview: 'school_code varchar, school_name varchar, submission varchar, data_date date',
  check_statuses: `check_id varchar, check_title varchar, check_order integer, school_code varchar, school_name varchar, status varchar, reason varchar`,
  stale_data: 'check_id varchar, school_code varchar, why varchar',
  rectification: laterRelations.rectification,
} as const;

const columnsOf = (relation: keyof typeof columns): Record<string, string> =>
  Object.fromEntries(
    columns[relation].split(',').map((column) => {
      const [name, type] = column.trim().split(/\s+/);
      return [name!, type!];
    }),
  );

/** The county in an engine, with a workspace of its own; both are gone after the test. */
export async function openCounty(county: County, earlier: readonly EarlierRun[] = []) {
  const folder = await mkdtemp(join(tmpdir(), 'heji-packages-'));
  const engine = await DuckDbEngine.open();
  onTestFinished(async () => {
    engine.close();
    await rm(folder, { recursive: true, force: true });
  });
  const workspace = Workspace.create(join(folder, 'county'), '230999', '松岭县', 'heilongjiang-2020');
  const schools = county.schools ?? [firstSchool, secondSchool];
  const made = { ...run, ...county.run };
  const rows: Readonly<Record<keyof typeof columns, readonly Fields[]>> = {
    run: [made],
    school_overview: schools,
    check_statuses: county.statuses ?? schools.flatMap((school) => checked(school)),
    stale_data: county.stale ?? [],
    rectification: county.findings ?? [finding],
  };
  for (const [relation, values] of Object.entries(rows)) {
    await createTableFromRows(engine, relation, columnsOf(relation as keyof typeof columns), values);
  }
  await createPackageRelations(engine, workspace, { run: made.run_id, asOf: made.as_of }, earlier);
  return { engine, workspace, run: made.run_id };
}
