-- One row a school of the batch: what its papers say about themselves.
with

counts as (
    select school_code,
           count(*) as items,
           concat_ws('、',
               case when count(case when severity = 'red' then 1 end) > 0 then '红 ' || count(case when severity = 'red' then 1 end) end,
               case when count(case when severity = 'orange' then 1 end) > 0 then '橙 ' || count(case when severity = 'orange' then 1 end) end,
               case when count(case when severity = 'yellow' then 1 end) > 0 then '黄 ' || count(case when severity = 'yellow' then 1 end) end,
               case when count(case when severity = 'blue' then 1 end) > 0 then '蓝 ' || count(case when severity = 'blue' then 1 end) end
           ) as by_severity,
           count(case when status = 'new' then 1 end) as new_items,
           count(case when status = 'reopened' then 1 end) as reopened_items,
           count(case when overdue_days > 0 then 1 end) as overdue_items,
           max(due_on) as last_due
    from batch_items
    group by school_code
)

select
    s.school_code,
    s.school_name,
    s.kind,
    s.submission,
    s.data_date,
    s.checks_run,
    s.number as notice_number,
    coalesce(c.items, 0) as items,
    coalesce(c.by_severity, '') as by_severity,
    coalesce(c.new_items, 0) as new_items,
    coalesce(c.reopened_items, 0) as reopened_items,
    coalesce(c.overdue_items, 0) as overdue_items,
    -- what is overdue has to be answered by the day of the inspection's own deadlines, or at once
    case when c.last_due is null then null else greatest(c.last_due, r.as_of) end as answer_by,
    r.county_name,
    r.run_id,
    r.pipeline_title,
    r.as_of,
    left(r.finished_at, 10) as issued_on,
    concat(replace(left(r.finished_at, 19), ' ', 'T'), '+08:00') as made_at,
    b.contact,
    b.telephone,
    b.log_head
from batch_schools s
cross join run r
cross join bureau b
left join counts c on c.school_code = s.school_code
