-- 出生日期与证件号不符: the registry's birth date is not the one in the resident's number. Of a cell with year and month only those are compared.
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
    coalesce(strftime(birth_date, '%Y-%m-%d'), birth_month) as birth_date,
    substr(id_key, 7, 4) || '-' || substr(id_key, 11, 2) || '-' || substr(id_key, 13, 2) as id_birth_date
from current_students
where is_active and id_state = 'valid' and coalesce(id_type, '1') = '1'
  and (strftime(birth_date, '%Y%m%d') <> substr(id_key, 7, 8)
       or replace(birth_month, '-', '') <> substr(id_key, 7, 6))
