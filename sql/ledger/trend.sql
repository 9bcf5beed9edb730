-- How many findings stood how after this run, beside those after the runs before. What is over counts in the run in which it became so.
with

counted as (
    select coalesce(category, '') as category, coalesce(severity, '') as severity, status, coalesce(overdue_days, 0) > 0 as is_overdue
    from rectification
    where is_of_pipeline and coalesce(is_counted, true)
      and (is_open or closed_on > coalesce((select max(as_of) from earlier_trend), date '0001-01-01'))
)

select * from earlier_trend

union all

select $run, $as_of, $pipeline, category, severity, status, count(*), count(case when is_overdue then 1 end)
from counted
group by category, severity, status
