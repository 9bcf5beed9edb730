-- Up to 200 rows a check and reason, then one line with how many more there are.
with ranked as (
    select
        excused_findings.*,
        row_number() over (
            partition by check_id, excused_by
            order by school_code, grade_no nulls first, class_no nulls first, entity_key, fact_date
        ) as place,
        count(*) over (partition by check_id, excused_by) as rows_of_reason
    from excused_findings
),
listed as (
    select
        check_id, check_title, variant, excused_by, place,
        school_code,
        school_name,
        grade_label, class_label, name, id_number, registry_number, message, evidence_text
    from ranked
    where place <= 200
    union all
    select
        check_id,
        min(check_title) as check_title,
        '' as variant,
        excused_by,
        201 as place,
        null as school_code, null as school_name, null as grade_label, null as class_label, null as name, null as id_number,
        null as registry_number,
        concat('另有 ', max(rows_of_reason) - 200, ' 条同一检查、同一理由的，未逐条列出') as message,
        null as evidence_text
    from ranked
    where rows_of_reason > 200
    group by check_id, excused_by
)
select
    concat(check_title, case when variant <> '' then concat('（', variant, '）') else '' end) as problem,
    excused_by,
    school_code,
    school_name,
    grade_label,
    class_label,
    name,
    id_number,
    registry_number,
    message,
    evidence_text
from listed
order by check_title, check_id, excused_by nulls first, place
