-- 连续一个月未到校: away without leave from a day to the same day of the next month or later. Vacation days move the day on.
with

months_away as (
    select a.*, p.min_months,
           cast(cast(a.first_day + p.min_months * interval 1 month as date) + a.vacation_days * interval 1 day as date) as month_reached_on
    from current_absences a
    join policy p on p.school_code = a.school_code and a.last_day between p.valid_from and p.valid_to
)

select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    m.last_day as fact_date,
    cast(m.first_day as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when m.unreported_school_days >= 2 then '考勤中断' end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    m.excused_by,
    m.first_day,
    m.last_day,
    m.natural_days,
    m.school_days,
    m.month_reached_on,
    m.min_months,
    m.last_reported_day,
    m.is_absence_list
from months_away m
join current_students s on s.record_key = m.record_key
where m.last_day >= m.month_reached_on
