-- Approved suspensions (休学) of current pupils by period: until the pupil is back, else to the end stated, else one year from the start.
with

changes as (
    select s.record_key, c.change_type, c.start_date, c.end_date, c.return_date, c.effective_date, c.apply_date, c.approval_status, c.returned_date
    from status_changes c
    join current_students s on s.registry_key = c.registry_key
    where c.change_type in ('11', '12')

    union

    select s.record_key, c.change_type, c.start_date, c.end_date, c.return_date, c.effective_date, c.apply_date, c.approval_status, c.returned_date
    from status_changes c
    join current_students s on s.id_key = c.id_key
    where c.change_type in ('11', '12')
),

granted as (
    select record_key, coalesce(start_date, effective_date, apply_date) as from_day, end_date, return_date
    from changes
    where change_type = '11' and returned_date is null
      and (approval_status = 'approved' or (approval_status is null and coalesce(effective_date, start_date) is not null))
),

resumed as (
    select record_key, coalesce(return_date, effective_date, start_date, apply_date) as day
    from changes
    where change_type = '12' and coalesce(approval_status, 'approved') = 'approved'
),

ends as (
    select g.record_key, g.from_day, g.end_date, g.return_date, min(r.day) as resumed_day
    from granted g
    left join resumed r on r.record_key = g.record_key and r.day > g.from_day
    where g.from_day is not null
    group by g.record_key, g.from_day, g.end_date, g.return_date
)

select record_key, from_day,
       coalesce(cast(return_date - interval 1 day as date), cast(resumed_day - interval 1 day as date), end_date,
                cast(from_day + interval 1 year as date)) as to_day
from ends
