-- One row a period of this pipeline, the newest 53; what was closed or ended counts in its own period only. This run has a row also when
-- nothing was found. Runs of an earlier version kept no figures.
with kept as (
    select run_id, as_of, severity, status, findings, overdue, status in ('new', 'persisting', 'reopened', 'not-submitted') as is_owed
    from trend
    union all
    select run_id, as_of, null, null, 0, 0, false
    from run
    where exists (select 1 from trend)
),
periods as (
    select
        run_id,
        as_of,
        sum(case when is_owed then findings else 0 end) as owed,
        sum(case when is_owed and severity = 'red' then findings else 0 end) as red,
        sum(case when is_owed and severity = 'orange' then findings else 0 end) as orange,
        sum(case when is_owed and severity = 'yellow' then findings else 0 end) as yellow,
        sum(case when is_owed and severity = 'blue' then findings else 0 end) as blue,
        sum(case when status = 'new' then findings else 0 end) as new_findings,
        sum(case when status = 'persisting' then findings else 0 end) as persisting_findings,
        sum(case when status = 'reopened' then findings else 0 end) as reopened_findings,
        sum(case when status = 'not-submitted' then findings else 0 end) as unsent_findings,
        sum(case when status = 'closed' then findings else 0 end) as closed_findings,
        sum(case when status = 'ended' then findings else 0 end) as ended_findings,
        sum(case when status = 'explained' then findings else 0 end) as explained_findings,
        sum(case when status = 'waived' then findings else 0 end) as waived_findings,
        sum(overdue) as overdue_findings
    from kept
    group by run_id, as_of
),
ranked as (
    select *, row_number() over (order by as_of desc, run_id desc) as age, lag(owed) over (order by as_of, run_id) as earlier
    from periods
)
select
    cast(as_of as varchar) as period,
    owed,
    owed - earlier as change,
    red,
    orange,
    yellow,
    blue,
    new_findings,
    persisting_findings,
    reopened_findings,
    unsent_findings,
    closed_findings,
    ended_findings,
    explained_findings,
    waived_findings,
    overdue_findings
from ranked
where age <= 53
order by as_of, run_id
