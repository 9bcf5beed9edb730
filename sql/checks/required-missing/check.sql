-- 必采项缺失: what the 37-item form marks ★, the school's sheet has a column for and the row leaves blank. One row a pupil.
with

lacking as (
    select record_key, missing, missing_count, advised_missing, spared_missing, spared_count,
           missing is null and advised_missing is null as lacks_second_member_only
    from missing_items
)

select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    s.data_date as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when l.missing is null and l.advised_missing is not null then '建议必填' end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    case when l.lacks_second_member_only then '第二名家庭成员整项空白（单亲、孤儿、福利院不必填）' end as excused_by,
    case when l.lacks_second_member_only then l.spared_missing else l.missing end as missing,
    case when l.lacks_second_member_only then l.spared_count else l.missing_count end as missing_count,
    l.advised_missing
from lacking l
join current_students s on s.record_key = l.record_key
where s.is_active
