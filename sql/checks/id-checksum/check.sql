-- 证件号校验位错: an 18-character resident's number whose check character, digits or date cannot be. Numbers damaged by a spreadsheet are not these.
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
    id_fault
from current_students
where id_state = 'invalid'
