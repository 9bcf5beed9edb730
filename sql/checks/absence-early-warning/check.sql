-- 缺勤预警: away without leave for some school days and not back. Not yet what the law calls a suspected dropout.
select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    a.last_day as fact_date,
    cast(a.first_day as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when a.unreported_school_days >= 2 then '考勤中断' end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    a.excused_by,
    a.first_day,
    a.last_day,
    a.school_days,
    a.natural_days,
    p.warn_school_days,
    a.last_reported_day,
    a.is_absence_list
from current_absences a
join policy p on p.school_code = a.school_code and a.last_day between p.valid_from and p.valid_to
join current_students s on s.record_key = a.record_key
where a.school_days >= p.warn_school_days
