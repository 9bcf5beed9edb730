-- One row: what titles, lines and footers say.
with counts as (
    select
        coalesce(sum(overdue), 0) as overdue,
        coalesce(sum(due_today), 0) as due_today,
        coalesce(sum(due_soon), 0) as due_soon,
        count(*) as schools
    from due_schools
),
unsent as (
    select count(*) as schools
    from unsent_schools
)
select
    due_list.county_name,
    cast(due_list.day as varchar) as day,
    due_list.within,
    cast(due_list.until as varchar) as until,
    coalesce(concat('运行 ', due_list.run_id, '（检查日 ', cast(due_list.run_as_of as varchar),
                    case when not due_list.has_deadlines then '，没有留下整改时限，查不出逾期' end, '）'), '还没有运行过') as run,
    counts.overdue,
    counts.due_today,
    counts.due_soon,
    counts.schools,
    unsent.schools as unsent,
    left(due_list.made_at, 16) as made,
    concat(replace(due_list.made_at, ' ', 'T'), '+08:00') as made_at
from due_list
cross join counts
cross join unsent
