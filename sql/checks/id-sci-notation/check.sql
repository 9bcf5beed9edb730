-- 证件号被Excel损坏: the number went through a spreadsheet's number. What was lost cannot be restored; a G-number of the same row is a candidate only.
with

damaged as (
    select record_key, school_code, registry_number, registry_key, id_number, name, grade_no, class_no, data_date, is_status_uncertain,
           translate(upper(id_number), '０１２３４５６７８９　 ', '0123456789') as plain
    from current_students
    where is_active and id_state = 'damaged'
)

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
    -- nothing to be seen, but a spreadsheet keeps fifteen digits of a number
    case when strpos(plain, 'E') = 0 and not regexp_matches(plain, '^[0-9]{15}000$') then '以数值存放' end as variant,
    case when is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    id_number as written,
    case when length(registry_key) = 19 and substr(registry_key, 1, 1) = 'G' then substr(registry_key, 2) end as candidate
from damaged
