import { isOwedBySchool } from '../datasets/dataset.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import { bindAsOf } from '../engine/as-of.ts';
import type { Engine, Row, Value } from '../engine/engine.ts';
import { identifier, literal, valueLiteral } from '../engine/sql-text.ts';

/** A pupil's record as the lake has it. */
export interface PupilRecord {
  readonly recordKey: string;
  readonly schoolCode: string;
  readonly registryKey: string | null;
  readonly idKey: string | null;
  readonly nameKey: string | null;
  readonly gradeNo: number | null;
  readonly classLabel: string | null;
  /** Whether the school's current list has it; otherwise it is where it was seen last. */
  readonly isCurrent: boolean;
}

/** A row of the lake with where it came from. `values` by column, as text; null where empty. */
export interface LakeRow {
  readonly batch: string;
  readonly source: number;
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly values: Readonly<Record<string, string | null>>;
}

/** The pupil's record that a finding speaks of, found by its place in the source and, where that has changed, by its numbers. */
export async function pupilOf(engine: Engine, finding: Row): Promise<PupilRecord | null> {
  const same = (column: string, value: Value | undefined): string =>
    `${column} is not distinct from ${valueLiteral((value ?? null) as string | null)}`;
  const rows = await engine.rows(`
    with records as (
        select record_key, school_code, registry_number, id_number, registry_key, id_key, name, name_key, grade_no, class_label,
               source_file, source_sheet, source_row, true as is_current from current_students
        union all
        select record_key, school_code, registry_number, id_number, registry_key, id_key, name, name_key, grade_no, class_label,
               source_file, source_sheet, source_row, false from vanished_students
    ),
    matched as (
        select *, case when ${same('source_file', finding.source_file)} and ${same('source_sheet', finding.source_sheet)}
            and ${same('source_row', finding.source_row)} then 0 else 1 end as is_elsewhere
        from records
        where school_code = ${literal(String(finding.school_code))} and ${same('name', finding.name)}
          and ${same('registry_number', finding.registry_number)} and ${same('id_number', finding.id_number)}
    )
    select * from matched order by is_elsewhere, record_key limit 1`);
  const [row] = rows;
  if (!row) return null;
  return {
    recordKey: String(row.record_key),
    schoolCode: String(row.school_code),
    registryKey: row.registry_key as string | null,
    idKey: row.id_key as string | null,
    nameKey: row.name_key as string | null,
    gradeNo: row.grade_no as number | null,
    classLabel: row.class_label as string | null,
    isCurrent: row.is_current === true,
  };
}

/** Days outside of which a finding does not look at events of one day. What lasts (a leave) may have begun before. 'YYYY-MM-DD' */
export interface Period {
  readonly from: string | null;
  readonly to: string;
}

/** The rows of a dataset that speak of a pupil: the record itself, and elsewhere what has one of the numbers or, without numbers, the name. */
export async function rowsOfPupil(engine: Engine, dataset: string, pupil: PupilRecord, period: Period): Promise<LakeRow[]> {
  if (dataset === 'students') {
    const relation = pupil.isCurrent ? 'students' : 'students_history';
    // The same bytes sent twice are two submissions with the same record.
    return lakeRows(engine, dataset, `select * from ${relation} where record_key = ${literal(pupil.recordKey)} limit 1`);
  }
  const { columns, key } = datasetOf(dataset);
  const date = columns.find(({ name, type }) => key.includes(name) && /^date/.test(type))?.name;
  const lasts = columns.some(({ name }) => name === 'end_date');
  const day = date && `d.${identifier(date)}::date`;
  const within = day === undefined ? '' : ` and (${day} is null or ${day} between ${periodSql(period, lasts)}) order by ${day}`;
  return lakeRows(engine, dataset, `select d.* from ${identifier(dataset)} d where (${matchSql(dataset, pupil)})${within}`);
}

const periodSql = ({ from, to }: Period, lasts: boolean): string => `date '${(lasts ? null : from) ?? '1900-01-01'}' and date '${to}'`;

function matchSql(dataset: string, pupil: PupilRecord): string {
  const { columns } = datasetOf(dataset);
  const has = (name: string): boolean => columns.some((column) => column.name === name);
  const school = has('school_code') && isOwedBySchool(datasetOf(dataset)) ? ` and d.school_code = ${literal(pupil.schoolCode)}` : '';
  const byRegistry =
    has('registry_number') && pupil.registryKey !== null ? `d.registry_key = ${literal(pupil.registryKey)}${school}` : null;
  const byId = has('id_number') && pupil.idKey !== null ? `d.id_key = ${literal(pupil.idKey)}${school}` : null;
  const named = dataset === 'police_results' ? byNameInSchool(pupil) : byName(dataset, pupil);
  return [byRegistry, byId, named].filter((condition) => condition !== null).join(' or ') || 'false';
}

/** A name says somebody only where it is the only one of its class. */
function byName(dataset: string, pupil: PupilRecord): string | null {
  const { columns } = datasetOf(dataset);
  const needed = ['school_code', 'name', 'grade', 'class_name', 'registry_number', 'id_number'];
  if (!pupil.isCurrent || pupil.nameKey === null || !needed.every((name) => columns.some((column) => column.name === name))) return null;
  return `(d.registry_key is null and d.id_key is null and exists (
      select 1 from class_names n
      join grade_numbers g on g.school_code = d.school_code and g.grade_kind = d.grade_kind and g.grade_value = d.grade_value
       and g.school_year = extract(year from d.data_date) - case when extract(month from d.data_date) < 8 then 1 else 0 end
      where n.record_key = ${literal(pupil.recordKey)} and n.school_code = d.school_code and n.grade_no = g.grade_no
        and n.class_label = d.class_label and n.name_key = d.name_key))`;
}

/** The list of the police gives names without classes: a name says somebody where no number does and the school has it once. */
function byNameInSchool({ schoolCode, nameKey }: PupilRecord): string | null {
  if (nameKey === null) return null;
  const inSchool = (alias: string): string => `${alias}.school_code = ${literal(schoolCode)} and ${alias}.name_key = ${literal(nameKey)}`;
  return `(${inSchool('d')}
      and not exists (select 1 from current_students s where s.registry_key = d.registry_key)
      and not exists (select 1 from current_students s where s.id_key = d.id_key and s.name_key = d.name_key)
      and (select count(*) from current_students s where ${inSchool('s')}) = 1)`;
}

/** The row of a class in the table of classes. `key`: school|campus|grade|class. */
export async function rowsOfClass(engine: Engine, key: string, asOf: string): Promise<LakeRow[]> {
  const [school = '', campus = '', grade = '', label = ''] = key.split('|');
  const sql = `select c.* from classes c
    join grade_numbers g on g.school_code = c.school_code and g.grade_kind = c.grade_kind and g.grade_value = c.grade_value
     and g.school_year = extract(year from c.data_date) - case when extract(month from c.data_date) < 8 then 1 else 0 end
    where c.school_code = ${literal(school)} and coalesce(c.campus, '') = ${literal(campus)}
      and cast(g.grade_no as varchar) = ${literal(grade)} and c.class_label = ${literal(label)}`;
  return lakeRows(engine, 'classes', bindAsOf(sql, asOf));
}

/** The pupils of a class who count, in the order of their sources. */
export async function pupilsOfClass(engine: Engine, key: string): Promise<LakeRow[]> {
  const sql = `select s.* from students s join current_students c on c.record_key = s.record_key
    where c.class_key = ${literal(key)} and c.is_active order by s.load_batch, s.source, s.source_row`;
  return lakeRows(engine, 'students', sql);
}

/** The rows of a school in the county's table of schools; two schools may share a code. */
export const rowsOfSchool = (engine: Engine, code: string): Promise<LakeRow[]> =>
  lakeRows(engine, 'schools', `select * from schools where school_code = ${literal(code)} order by source, source_row`);

/** The first pupils of each sheet that came under a school's code. */
export const pupilsOfSchool = (engine: Engine, code: string, perSheet: number): Promise<LakeRow[]> =>
  lakeRows(
    engine,
    'students',
    `select * from students where school_code = ${literal(code)}
     qualify row_number() over (partition by load_batch, source order by source_row) <= ${perSheet}
     order by load_batch, source, source_row`,
  );

async function lakeRows(engine: Engine, dataset: string, sql: string): Promise<LakeRow[]> {
  const { columns } = datasetOf(dataset);
  const texts = columns.map(({ name }) => `r.${identifier(name)}::varchar as ${identifier(name)}`);
  const rows = await engine.rows(
    `select r.load_batch, r.source, r.source_file, r.source_sheet, r.source_row, ${texts.join(', ')} from (${sql}) r`,
  );
  return rows.map((row) => ({
    batch: String(row.load_batch),
    source: Number(row.source),
    file: String(row.source_file),
    sheet: String(row.source_sheet),
    row: Number(row.source_row),
    values: Object.fromEntries(columns.map(({ name }) => [name, row[name] === null || row[name] === undefined ? null : String(row[name])])),
  }));
}
