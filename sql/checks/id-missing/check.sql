-- 证件号缺失: a pupil on roll whose document number is blank or stands for nothing (无, 0, one character over and over).
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
    cast(null as varchar) as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    -- 其他: a child without any document is let in by the proof of attendance
    case when s.id_type = 'Z' then '证件类型为其他（无证件），凭就读证明' end as excused_by,
    coalesce(s.id_number, '空白') as written,
    m.missing as also_missing   -- what required-missing would have said beside this
from current_students s
left join missing_items m on m.record_key = s.record_key
where s.is_active and s.id_state = 'missing'
