import { DuckDbEngine } from '../../src/engine/duckdb.ts';
import { createAudienceRelations, type Reader } from '../../src/pipelines/audience-relations.ts';
import { createDeadlines } from '../../src/pipelines/report.ts';
import { laterRelations } from '../../src/pipelines/run-store.ts';
import { importTableTypes } from '../../src/returns/import-tables.ts';

/** A row of a fixture: column names and their values. */
export type Fields = Readonly<Record<string, string | number | boolean | null>>;

/** What is in the relations that a county report reads. Relations that are left out are empty. */
export interface County {
  readonly run?: Fields;
  readonly findings?: readonly Fields[];
  readonly excused?: readonly Fields[];
  readonly statuses?: readonly Fields[];
  readonly schools?: readonly Fields[];
  readonly imports?: readonly Fields[];
  readonly issues?: readonly Fields[];
  readonly comparisons?: readonly Fields[];
  readonly changes?: readonly Fields[];
  readonly classes?: readonly Fields[];
  readonly texts?: readonly Fields[];
  readonly earlier?: readonly Fields[];
  readonly policies?: readonly Fields[];
  readonly notes?: readonly Fields[];
  readonly ledger?: readonly Fields[];
  readonly trend?: readonly Fields[];
}

/** The deadlines that a new workspace has. */
const deadlines = { red: 0, orange: 5, yellow: 'month-end', blue: 'none' } as const;

const findingColumns = `excused_by varchar, is_counted boolean, number varchar, check_id varchar, check_title varchar, category varchar, variant varchar, kind varchar,
  severity varchar, certainty varchar, status varchar, school_code varchar, school_name varchar, unlisted boolean, entity varchar,
  entity_key varchar, registry_number varchar, id_number varchar, name varchar, grade_no integer, class_no varchar, grade_label varchar,
  class_label varchar, group_key varchar, occurrence varchar, fact_date date, message varchar, basis varchar, how_to_fix varchar,
  evidence_text varchar, first_seen date, last_seen date, source_file varchar, source_sheet varchar, source_row integer`;

const columnsOf = (relation: keyof typeof importTableTypes): string =>
  Object.entries(importTableTypes[relation])
    .map(([name, type]) => `"${name}" ${type}`)
    .join(', ');

const relations = {
  run: `run_id varchar, pipeline varchar, pipeline_title varchar, as_of date, started_at timestamp, finished_at timestamp,
    county_code varchar, county_name varchar, policy_id varchar, policy_title varchar, policy_document_number varchar,
    data_date_from date, data_date_to date, version varchar, calendar_note varchar, submitted_schools integer, total_schools integer,
    log_head varchar`,
  all_findings: findingColumns,
  check_statuses: `check_id varchar, check_title varchar, category varchar, check_order integer, school_code varchar,
    school_name varchar, status varchar, reason varchar, findings integer, excused integer`,
  school_overview: `school_code varchar, school_name varchar, township varchar, unlisted boolean, pupils integer, attending integer,
    classes integer, submission varchar, data_date date, submission_note varchar`,
  imports: columnsOf('imports'),
  import_issues: columnsOf('import_issues'),
  ...laterRelations,
} as const;

export const run: Fields = {
  run_id: 'R2026-1026-01',
  pipeline: 'weekly-inspection',
  pipeline_title: '县级周检',
  as_of: '2026-10-26',
  started_at: '2026-10-26 08:30:00',
  finished_at: '2026-10-26 08:31:20',
  county_code: '230999',
  county_name: '松岭县',
  policy_id: 'heilongjiang-2020',
  policy_title: '黑龙江省中小学生学籍管理实施细则',
  policy_document_number: '黑教规〔2020〕1号',
  data_date_from: '2026-10-22',
  data_date_to: '2026-10-23',
  version: '0.1.0',
  calendar_note: '没有校历文件，教学日按法定节假日和周一至周五推算',
  submitted_schools: 2,
  total_schools: 3,
  log_head: '9f2c61d05b7e8a43',
};

export const finding: Fields = {
  number: '2026-000001',
  check_id: 'absence-suspected-dropout',
  check_title: '疑似辍学',
  category: '辍学',
  variant: '',
  kind: 'must-fix',
  severity: 'red',
  certainty: '确定',
  status: 'new',
  school_code: '2309990001',
  school_name: '松岭县第一小学',
  unlisted: false,
  entity: 'student',
  entity_key: 'S000001',
  registry_number: 'G230999201503150028',
  id_number: '230999201503150028',
  name: '王小明',
  grade_no: 5,
  class_no: '02',
  grade_label: '五年级',
  class_label: '2班',
  group_key: null,
  occurrence: '2026-10-12',
  fact_date: '2026-10-12',
  message: '2026-10-12起未到校，至2026-10-23已12日，超过7日，未联系上监护人',
  basis: '第四十六条：连续7日以上未到校且联系不上监护人的，作疑似辍学处理',
  how_to_fix:
    '班主任当日电话、校级次日家访，留存联系记录；在学籍系统做“疑似辍学”标注，保留学籍，书面报乡镇人民政府（街道）和县教育局，纳入疑似辍学台账。',
  evidence_text: '首个缺勤日 2026-10-12；最近缺勤日 2026-10-23；自然日数 12；教学日数 10；规定日数 7；联系情况 未联系上',
  first_seen: '2026-10-19',
  last_seen: '2026-10-26',
  source_file: '第一小学考勤.xlsx',
  source_sheet: 'Sheet1',
  source_row: 17,
};

/** A finding as the ledger of this pipeline has it. */
export function ledgerItem(number: string, fields: Fields): Fields {
  const { unlisted: _, source_sheet: __, ...known } = finding;
  return {
    ...known,
    number,
    certainty: null,
    class_no: 2,
    is_counted: true,
    is_open: true,
    is_owed: true,
    is_of_pipeline: true,
    changed_in_run: false,
    earlier_status: 'persisting',
    status: 'persisting',
    ...fields,
  };
}

export const status: Fields = {
  check_id: 'absence-suspected-dropout',
  check_title: '疑似辍学',
  category: '辍学',
  check_order: 3,
  school_code: '2309990001',
  school_name: '松岭县第一小学',
  status: '有问题',
  reason: null,
  findings: 1,
  excused: 0,
};

export const school: Fields = {
  school_code: '2309990001',
  school_name: '松岭县第一小学',
  township: '松岭镇',
  unlisted: false,
  pupils: 812,
  attending: 806,
  classes: 18,
  submission: '已报送',
  data_date: '2026-10-23',
  submission_note: null,
};

/** The relations as tables of an in-memory database, which the test closes. */
export async function openCounty(county: County, reader: Reader = { audience: 'leader', unmasked: false }): Promise<DuckDbEngine> {
  const engine = await DuckDbEngine.open();
  const contents: Partial<Record<keyof typeof relations, readonly Fields[]>> = {
    run: [county.run ?? run],
    all_findings: [...(county.findings ?? []), ...(county.excused ?? [])],
    rectification: county.ledger ?? [],
    trend: county.trend ?? [],
    check_statuses: county.statuses ?? [],
    school_overview: county.schools ?? [],
    imports: county.imports ?? [],
    import_issues: county.issues ?? [],
    roster_comparisons: county.comparisons ?? [],
    roster_changes: county.changes ?? [],
    class_sizes: county.classes ?? [],
    check_texts: county.texts ?? [],
    earlier_figures: county.earlier ?? [],
    policies_in_use: county.policies ?? [],
    data_notes: county.notes ?? [],
  };
  for (const [name, columns] of Object.entries(relations)) {
    await engine.run(`create table ${name} (${columns})`);
    const rows = contents[name as keyof typeof relations] ?? [];
    for (let from = 0; from < rows.length; from += 1000) await insert(engine, name, rows.slice(from, from + 1000));
  }
  await createDeadlines(engine, { deadlines });
  await createAudienceRelations(engine, reader);
  return engine;
}

async function insert(engine: DuckDbEngine, table: string, rows: readonly Fields[]): Promise<void> {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const tuples = rows.map((row) => `(${columns.map((column) => literal(row[column] ?? null)).join(', ')})`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  await engine.run(`insert into ${table} (${names}) values ${tuples.join(', ')}`);
}

function literal(value: string | number | boolean | null): string {
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}
