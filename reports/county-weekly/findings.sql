-- All findings, also those that the bureau explained or waived, one sheet a category. Records of one duplicate stand together, wherever their schools are.
with categories as (
    select
        category,
        min(check_order) as category_order
    from check_statuses
    group by category
),
checks as (
    select
        check_id,
        min(check_order) as check_order
    from check_statuses
    group by check_id
),
levelled as (
    select
        findings.*,
        case severity when 'red' then 1 when 'orange' then 2 when 'yellow' then 3 else 4 end as level,
        coalesce(group_key, number) as group_id
    from findings
),
grouped as (
    select
        *,
        min(level) over (partition by check_id, group_id) as group_level,
        min(school_code) over (partition by check_id, group_id) as group_school
    from levelled
)
select
    grouped.category,
    grouped.check_id,
    grouped.number,
    grouped.severity,
    grouped.state,
    grouped.school_code,
    grouped.school_name,
    grouped.grade_label,
    grouped.class_label,
    grouped.name,
    grouped.id_number,
    grouped.registry_number,
    concat(grouped.check_title, case when grouped.variant <> '' then concat('（', grouped.variant, '）') else '' end) as problem,
    grouped.message,
    grouped.evidence_text,
    grouped.basis,
    grouped.how_to_fix,
    grouped.due_on,
    case when grouped.overdue_days > 0 then grouped.overdue_days end as overdue_days,
    grouped.first_seen,
    grouped.last_seen,
    grouped.source_file,
    grouped.source_row,
    case when grouped.group_key is not null then concat(grouped.check_id, '|', grouped.group_key) end as group_key
from grouped
left join categories on categories.category = grouped.category
left join checks on checks.check_id = grouped.check_id
order by
    categories.category_order nulls last,
    grouped.category,
    grouped.group_level,
    checks.check_order nulls last,
    grouped.check_id,
    grouped.group_school,
    grouped.group_key nulls first,
    grouped.school_code,
    grouped.grade_no nulls first,
    grouped.class_no nulls first,
    grouped.number
