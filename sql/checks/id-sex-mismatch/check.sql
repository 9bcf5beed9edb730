-- 性别与证件号不符: the registry's sex is not the one of the resident's number, whose 17th digit is odd for a boy. A sex that is not stated is not compared.
with

numbered as (
    select record_key, school_code, registry_number, id_number, name, grade_no, class_no, data_date, is_status_uncertain, sex,
           case when strpos('13579', substr(id_key, 17, 1)) > 0 then '1' else '2' end as id_sex
    from current_students
    where is_active and id_state = 'valid' and coalesce(id_type, '1') = '1' and sex in ('1', '2')
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
    cast(null as varchar) as variant,
    case when is_status_uncertain then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    sex,
    id_sex
from numbered
where sex <> id_sex
