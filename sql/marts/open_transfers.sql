-- Current records of pupils whose transfer is under way: applied for, not finished, not returned, refused or withdrawn, and not older than
-- the county's limit of workdays. A number that two children share belongs to the one with the transfer's name.
with

under_way as (
    select t.registry_key, t.id_key, t.name_key, t.apply_date,
           -- a transfer is filed under the school that takes the pupil in
           coalesce(t.from_school_code, case when t.change_type = '21' then t.school_code end) as from_school_code,
           coalesce(t.to_school_code, case when t.change_type = '22' then t.school_code end) as to_school_code
    from status_changes t
    cross join county_settings c
    join calendar_days today on today.scope = '' and today.day = $as_of
    join calendar_days a on a.scope = '' and a.day = t.apply_date
    where t.change_type in ('21', '22')
      and t.apply_date <= $as_of
      and (t.effective_date is null or t.effective_date > $as_of)
      and t.returned_date is null
      and coalesce(t.approval_status, 'pending') = 'pending'
      and today.workday_no - a.workday_no < c.transfer_open_workdays   -- 未满60个工作日: the sixtieth is too late
)

select s.record_key, s.school_code, t.from_school_code, t.to_school_code, t.apply_date
from under_way t
join current_students s on s.registry_key = t.registry_key
where coalesce(t.name_key, s.name_key) = s.name_key

union

select s.record_key, s.school_code, t.from_school_code, t.to_school_code, t.apply_date
from under_way t
join current_students s on s.id_key = t.id_key
where coalesce(t.name_key, s.name_key) = s.name_key
