-- 学籍号格式错: what stands in the column is no registry number: G, L or J, 17 digits, a digit or X. L and J numbers have no check character.
select
    school_code,
    record_key as entity_key,
    registry_number,
    id_number,
    name as subject_name,
    grade_no,
    class_no,
    data_date as fact_date,
    cast(null as varchar) as occurrence,
    cast(null as varchar) as group_key,
    cast(null as varchar) as variant,
    case when is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    -- a number that was stored as one has no key to be matched by
    length(coalesce(registry_key, registry_number)) as length,
    registry_fault as fault
from current_students
where is_active and registry_state in ('damaged', 'malformed')
