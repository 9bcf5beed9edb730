import type { Engine } from '../src/engine/engine.ts';

/** How large the ledger is made. */
export const ledgerSize = { findings: 100_000, schools: 200, weeks: 40, turnover: 0.03 } as const;

const { findings, schools, weeks, turnover } = ledgerSize;
const moving = findings * turnover;
const pupils = findings + weeks * moving;
const checks = ['dup-id-number', 'id-missing', 'id-checksum', 'xueji-number-missing', 'required-missing'];

/** A Monday each week. */
export const dayOf = (week: number): string => new Date(Date.UTC(2026, 0, 5 + 7 * (week - 1))).toISOString().slice(0, 10);

/**
 * Makes what `reconcile` reads of a week: one pupil a finding; each week the oldest ones are mended and as many new ones found. Every fifth finding
 * is a row of a duplicate.
 */
export async function createWeek(engine: Engine, week: number): Promise<void> {
  const day = `date '${dayOf(week)}'`;
  const first = (week - 1) * moving;
  const check = `case i % 5 ${checks.map((id, index) => `when ${index} then '${id}'`).join(' ')} end`;
  const place = `(2230100000 + i % ${schools})::varchar as school_code`;
  await engine.run(`create or replace table current_students as
    select '000001-1-' || i as record_key, ${place}, 'G' || (230123200000000000 + i)::varchar as registry_key,
           (230123200000000000 + i)::varchar as id_key, '学生' || i as name_key, date '2015-01-01' + (i % 2000)::integer as birth_date,
           (1 + i % 6)::integer as grade_no, (1 + i % 4)::integer as class_no, (1 + i % 4)::varchar as class_label,
           (2230100000 + i % ${schools})::varchar || '||' || (1 + i % 6) || '|' || (1 + i % 4) as class_key, true as is_active, ${day} as data_date
    from range(${pupils}) t(i)`);
  await engine.run(`create or replace table vanished_students as
    select record_key, school_code, registry_key, id_key, name_key, birth_date, grade_no, class_no, 'primary' as stage, data_date as last_seen_date
    from current_students limit 0`);
  await engine.run(`create or replace table school_overview as select distinct school_code from current_students`);
  await engine.run('create or replace table school_facts as select school_code, 7 as junior_from from school_overview');
  await engine.run(`create or replace table legal_exits as
    select registry_key, id_key, name_key, school_code, 'primary' as stage, data_date as exit_date, '' as kind from current_students limit 0`);
  await engine.run('create or replace table new_school_codes (from_code varchar, to_code varchar, shared integer, pupils integer)');
  await engine.run(`create or replace table finding_rows as
    select (i - ${first})::integer as row_id, ${check} as check_id, '证件号缺失' as check_title, '信息' as category, null::varchar as variant,
           'must-fix' as kind, 'orange' as severity, '确定' as certainty, true as is_counted, ${place}, 'student' as entity,
           '000001-1-' || i as record_key, 'G' || (230123200000000000 + i)::varchar as registry_number, null::varchar as id_number, '学生' || i as name,
           (1 + i % 6)::integer as grade_no, (1 + i % 4)::integer as class_no, '三年级' as grade_label, '1班' as class_label,
           case when i % 5 = 0 then 'G' || (i // 10) end as group_key, null::varchar as occurrence, ${day} as fact_date,
           '身份证件号缺失，该栏为“空白”' as message, '数据质量' as basis, 'heilongjiang-2020' as policy, []::integer[] as articles,
           '学校凭户口簿等原件核对后在学籍系统补录、更正。' as how_to_fix, '{"written":"空白"}'::json as evidence, '证件号一栏：空白' as evidence_text,
           null::varchar as excused_by, md5(i::varchar) as material, ['changed', 'explained'] as actions, false as is_protected
    from range(${first}, ${first + findings}) t(i)`);
  await engine.run(`create or replace table dropped_rows
    (check_id varchar, record_key varchar, occurrence varchar, excused_by varchar, graver_check varchar)`);
  await engine.run(`create or replace table status_rows as
    select c.check_id, s.school_code, '有问题' as status, 'n' as numbers, 'v' as version, '' as seen_columns
    from school_overview s cross join (values ${checks.map((id) => `('${id}')`).join(', ')}) c(check_id)`);
  await engine.run('create or replace table stale_data (check_id varchar, school_code varchar, why varchar)');
  await engine.run(`create or replace table check_names as
    select * from (values ${checks.map((id) => `('${id}', '${id}', false, null::varchar)`).join(', ')}) t(name, check_id, needs_attendance, compared_with)`);
}

/** Makes `all_findings` of a reconciled week, with the columns that the ledger keeps. */
export const createFindings = (engine: Engine): Promise<void> =>
  engine.run(`create or replace table all_findings as
    select l.number, f.* exclude (row_id, record_key, group_key), l.subject as entity_key, l.group_base as group_key, l.status, l.mark, l.why,
           l.first_seen, l.last_seen, s.numbers, s.version as check_version, s.seen_columns, null::date as due_on, f.school_code as school_name, false as unlisted,
           '学生.xlsx' as source_file, '学生' as source_sheet, f.row_id as source_row
    from finding_rows f
    join finding_places l on l.row_id = f.row_id
    left join status_rows s on s.check_id = f.check_id and s.school_code = f.school_code`);
