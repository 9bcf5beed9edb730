-- 疑似辍学: away without leave for longer than the limit, and no guardian reached since it began. Both must hold.
with

counted as (
    select a.*, p.max_days,
           case p.day_basis when 'school-day' then a.school_days else a.natural_days end
               - case when p.count_first_day then 0 else 1 end as counted_days
    from current_absences a
    join policy p on p.school_code = a.school_code and a.last_day between p.valid_from and p.valid_to
),

overlong as (
    select * from counted
    where counted_days > max_days   -- 超过7日: the eighth day is the first
),

attempts as (
    select o.record_key, o.first_day, count(*) as attempts, max(c.day) as last_attempt, max(case when c.reached then 1 else 0 end) as was_reached
    from overlong o
    join guardian_contacts c on c.record_key = o.record_key and c.day between o.first_day and $as_of
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
    case
        when o.unreported_school_days >= 2 then '考勤中断'
        when t.attempts is null then '待联系核实'
    end as variant,
    case when s.is_status_uncertain then '待核' else '确定' end as certainty,
    o.excused_by,
    o.first_day,
    o.last_day,
    o.natural_days,
    o.school_days,
    o.max_days,
    case when t.attempts is null then 'none' else 'failed' end as contact_state,
    t.last_attempt,
    o.last_reported_day,
    o.is_absence_list
from overlong o
join current_students s on s.record_key = o.record_key
left join attempts t on t.record_key = o.record_key and t.first_day = o.first_day
where coalesce(t.was_reached, 0) = 0
