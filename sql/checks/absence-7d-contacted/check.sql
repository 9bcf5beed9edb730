-- 超期未到校已联系: away without leave as long as a suspected dropout, but a guardian was reached. To be followed up, not to be marked.
with

counted as (
    select a.*, p.max_days,
           case p.day_basis when 'school-day' then a.school_days else a.natural_days end
               - case when p.count_first_day then 0 else 1 end as counted_days
    from current_absences a
    join policy p on p.school_code = a.school_code and a.last_day between p.valid_from and p.valid_to
),

reached as (
    select o.record_key, o.first_day, max(c.day) as last_reached
    from counted o
    join guardian_contacts c on c.record_key = o.record_key and c.reached and c.day between o.first_day and $as_of
    where o.counted_days > o.max_days   -- 超过7日: the eighth day is the first
    group by o.record_key, o.first_day
)

select
    s.school_code,
    s.record_key as entity_key,
    s.registry_number,
    s.id_number,
    s.name as subject_name,
    s.grade_no,
    s.class_no,
    o.last_day as fact_date,
    cast(o.first_day as varchar) as occurrence,
    cast(null as varchar) as group_key,
    case when o.unreported_school_days >= 2 then '考勤中断' end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    o.excused_by,
    o.first_day,
    o.last_day,
    o.natural_days,
    o.school_days,
    o.max_days,
    t.last_reached,
    o.last_reported_day,
    o.is_absence_list
from reached t
join counted o on o.record_key = t.record_key and o.first_day = t.first_day
join current_students s on s.record_key = o.record_key
