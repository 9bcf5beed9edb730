-- 应标未标辍学: away for a month, or for longer than the limit with guardians called and never reached, and neither the pupil's status nor the
-- list of dropouts says so, although the registry was exported on or after the day on which it should have been marked.
with

counted as (
    select a.record_key, a.school_code, a.first_day, a.last_day, a.natural_days, a.school_days, a.vacation_days, a.unreported_school_days,
           p.max_days, p.day_basis, case when p.count_first_day then 0 else 1 end as first_day_off,
           cast(a.first_day + p.min_months * interval 1 month as date) as corresponding_day
    from current_absences a
    join policy p on p.school_code = a.school_code and a.last_day between p.valid_from and p.valid_to
    where a.excused_by is null
),

long_runs as (
    select * from counted
    where case day_basis when 'school-day' then school_days else natural_days end - first_day_off > max_days
       or last_day >= cast(corresponding_day + vacation_days * interval 1 day as date)
),

unmarked as (
    select r.*, s.registry_number, s.id_number, s.name, s.grade_no, s.class_no, s.class_label, s.student_status, s.is_status_uncertain,
           s.data_date
    from long_runs r
    join current_students s on s.record_key = r.record_key
    where s.is_attending
      and not exists (select 1 from dropout_marks d where d.record_key = r.record_key and d.marked_date >= r.first_day)
),

attempts as (
    select u.record_key, u.first_day, max(case when c.reached then 1 else 0 end) as was_reached
    from unmarked u
    join guardian_contacts c on c.record_key = u.record_key and c.day between u.first_day and $as_of
    group by u.record_key, u.first_day
),

-- each confirmed day of absence, and how long the run was by then. Vacations are taken off the count and move the month's end on.
days_away as (
    select u.record_key, u.first_day, p.day,
           case u.day_basis when 'school-day' then row_number() over (partition by u.record_key, u.first_day order by p.day)
               else date_diff('day', u.first_day, p.day) + 1 - (upto.vacation_no - since.vacation_no) end - u.first_day_off as counted_days,
           u.max_days,
           cast(u.corresponding_day + (upto.vacation_no - since.vacation_no) * interval 1 day as date) as month_reached_on
    from unmarked u
    join pupil_days p on p.record_key = u.record_key and p.state = 'absent' and p.day between u.first_day and u.last_day
    -- a day that is a school day in that school
    join class_days k
      on k.school_code = u.school_code and k.grade_no = coalesce(u.grade_no, 0) and k.class_label = coalesce(u.class_label, '')
     and k.day = p.day
    join calendar_days since on since.scope = '' and since.day = u.first_day
    join calendar_days upto on upto.scope = '' and upto.day = p.day
),

thresholds as (
    select record_key, first_day,
           min(case when counted_days > max_days then day end) as overlong_on,   -- 超过7日: the eighth day is the first
           min(case when day >= month_reached_on then day end) as month_on
    from days_away
    group by record_key, first_day
),

due as (
    select t.record_key, t.first_day, t.month_on, o.overlong_on,
           case when t.month_on is null or o.overlong_on < t.month_on then o.overlong_on else t.month_on end as due_day
    from thresholds t
    left join attempts c on c.record_key = t.record_key and c.first_day = t.first_day
    -- overlong alone is no reason to mark anybody: guardians were called, and none was reached
    left join thresholds o on o.record_key = t.record_key and o.first_day = t.first_day and c.was_reached = 0
)

select
    u.school_code,
    u.record_key as entity_key,
    u.registry_number,
    u.id_number,
    u.name as subject_name,
    u.grade_no,
    u.class_no,
    u.last_day as fact_date,
    cast(u.first_day as varchar) as occurrence,
    cast(null as varchar) as group_key,
    cast(null as varchar) as variant,
    -- a class that stopped reporting may have the pupil back
    case when u.is_status_uncertain or u.unreported_school_days >= 2 then '待核' else '确定' end as certainty,
    cast(null as varchar) as excused_by,
    u.first_day,
    u.last_day,
    u.natural_days,
    d.due_day,
    case when d.month_on is not null then '连续一个月未到校' else '疑似辍学' end as rule,
    coalesce(c.title, '空白') as student_status,
    case when d.overlong_on is not null then 'failed' end as contact_state
from due d
join unmarked u on u.record_key = d.record_key and u.first_day = d.first_day
left join code_student_status c on c.code = u.student_status
where u.data_date >= d.due_day
