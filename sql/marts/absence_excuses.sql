-- Why a pupil's absence is not held against school or pupil, and from when to when. A pupil of a special school is looked for like any other.
with

stays_abroad as (
    select s.record_key, coalesce(c.event_date, c.start_date, c.mark_date, c.effective_date, c.apply_date) as from_day, c.return_date
    from status_changes c
    join current_students s on s.registry_key = c.registry_key
    where c.change_type = '55' and coalesce(c.approval_status, 'approved') = 'approved' and c.returned_date is null

    union

    select s.record_key, coalesce(c.event_date, c.start_date, c.mark_date, c.effective_date, c.apply_date), c.return_date
    from status_changes c
    join current_students s on s.id_key = c.id_key
    where c.change_type = '55' and coalesce(c.approval_status, 'approved') = 'approved' and c.returned_date is null
),

-- the registry says so and no record of the suspension came
suspended_without_record as (
    select s.record_key
    from current_students s
    left join suspensions p on p.record_key = s.record_key
    where s.student_status = '02' and p.record_key is null
),

without_end as (
    select record_key, '休学' as reason from suspended_without_record
    union
    select record_key, '送教上门' from open_placements where placement = 'home_teaching'
    union
    select record_key, '送教上门' from current_students where special_study_mode = '4'
    union
    select record_key, '专门学校' from open_placements where placement = 'reform_school'
    union
    select record_key, '转学在办' from open_transfers where school_code = from_school_code
    union
    select record_key, '出境' from current_students where student_status = '13'
)

select record_key, reason, date '1900-01-01' as from_day, date '9999-12-31' as to_day
from without_end

union all

select record_key, '休学', from_day, to_day
from suspensions

union all

select record_key, '出境', coalesce(from_day, date '1900-01-01'), coalesce(cast(return_date - interval 1 day as date), date '9999-12-31')
from stays_abroad
