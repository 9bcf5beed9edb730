import type { Engine } from '../engine/engine.ts';

/**
 * Makes `all_findings`: every row that this run returned, excused ones too, with its place in the ledger, its school and its place in the source.
 * Needs `finding_rows` (`createCheckRows`), `finding_places` (`reconcile`), `check_statuses` and `finding_terms`.
 */
export async function createFindingRelations(engine: Engine): Promise<void> {
  // A class is shown at the first row of one of its pupils, a school at its row in the table of schools or, where it has none, likewise;
  // somebody whom only the list of the police knows there.
  await engine.run(`create or replace table all_findings as
    with school_rows as (
        select school_code, 1 as preference, source, source_file, source_sheet, source_row from schools
        union all
        select school_code, 2, source, source_file, source_sheet, source_row from current_students
        where school_code in (select record_key from finding_rows where entity = 'school')
    ),
    school_places as (
        select school_code as record_key, null as class_name, source_file, source_sheet, source_row
        from school_rows
        where school_code is not null
        qualify row_number() over (partition by school_code order by preference, source, source_row) = 1
    ),
    places as (
        select record_key, class_name, source_file, source_sheet, source_row from current_students
        union all
        select record_key, class_label, source_file, source_sheet, source_row from vanished_students
        union all
        select * from school_places
        union all
        select 'police:' || load_batch || '-' || source || '-' || source_row, class_name, source_file, source_sheet, source_row from police_results
    )
    select l.number, f.check_id, f.check_title, f.category, f.variant, f.kind, f.severity, f.certainty, l.status, f.is_counted, f.school_code,
           f.entity,
           -- a class or school keeps its readable key; a pupil's is the ledger's, so that nothing has to be masked
           case when f.entity in ('class', 'school') then f.record_key else l.subject end as entity_key,
           f.registry_number, f.id_number, f.name, f.grade_no, f.class_no, f.grade_label,
           coalesce(nullif(f.class_label, ''), p.class_name) as class_label, l.group_base as group_key, f.occurrence, f.fact_date, f.message,
           f.basis, f.policy, f.articles, f.how_to_fix, f.evidence, f.evidence_text, f.excused_by, l.first_seen, l.last_seen,
           f.material, f.actions, f.is_protected, s.numbers,
           s.check_version, s.seen_columns, l.mark, l.why, t.due_on,
           coalesce(o.school_name, f.school_code) as school_name, coalesce(o.unlisted, true) as unlisted,
           p.source_file, p.source_sheet, p.source_row
    from finding_rows f
    join finding_places l on l.row_id = f.row_id
    left join check_statuses s on s.check_id = f.check_id and s.school_code = f.school_code
    left join finding_terms t on t.row_id = f.row_id
    left join school_overview o on o.school_code = f.school_code
    left join current_classes c on c.class_key = f.record_key
    left join places p on p.record_key = coalesce(c.first_record, f.record_key)`);
}

/** Makes `check_statuses`: check × school. */
export const createStatusRelation = (engine: Engine): Promise<void> =>
  engine.run(`create or replace table check_statuses as
    select s.* exclude (numbers, seen_columns, version), coalesce(o.school_name, s.school_code) as school_name, s.numbers, s.version as check_version, s.seen_columns
    from status_rows s left join school_overview o on o.school_code = s.school_code`);
