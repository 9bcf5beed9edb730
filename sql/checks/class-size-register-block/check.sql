-- 班额达禁注册线: a class at or over the size at which no pupil may be registered any more. 大于等于55人: 54 may, 55 may not.
-- Only new registrations break the rule; a class that was that large before is a hint.
with

new_pupils as (
    select s.class_key, count(*) as registered, max(s.record_created_date) as last_registered
    from current_students s
    join current_term t on s.record_created_date between t.first_day and $as_of
    where s.is_active
    group by s.class_key
),

blocked as (
    select c.*, p.block_at, coalesce(n.registered, 0) as registered, n.last_registered
    from current_classes c
    join policy p on p.school_code = c.school_code and $as_of between p.valid_from and p.valid_to
    left join new_pupils n on n.class_key = c.class_key
    where c.attending >= p.block_at
)

select
    school_code,
    class_key as entity_key,
    cast(null as varchar) as registry_number,
    cast(null as varchar) as id_number,
    cast(null as varchar) as subject_name,
    grade_no,
    class_no,
    cast($as_of as date) as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when registered = 0 then '存量' end as variant,
    case when attending - uncertain < block_at then '待核' else '确定' end as certainty,
    exempt_reason as excused_by,
    attending as size,
    block_at,
    registered,
    last_registered,
    class_label
from blocked
