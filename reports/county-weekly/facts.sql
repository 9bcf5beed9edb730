-- One row: what titles, lines and footers say about the run.
with dates as (
    select
        min(data_date_from) as from_date,
        max(data_date_to) as to_date
    from run
),
not_run as (
    select
        count(distinct check_id) as checks,
        count(distinct case when status = '出错' then check_id end) as failed_checks
    from check_statuses
    where status in ('未运行', '出错')
),
totals as (
    select count(*) as findings
    from counted_findings
),
excused as (
    select count(*) as rows
    from excused_findings
)
select
    run.run_id,
    run.pipeline_title,
    run.county_name,
    cast(run.as_of as varchar) as as_of,
    case
        when dates.to_date is null then '未注明'
        when dates.from_date is null or dates.from_date = dates.to_date then cast(dates.to_date as varchar)
        else concat(cast(dates.from_date as varchar), ' 至 ', cast(dates.to_date as varchar))
    end as data_dates,
    concat('《', run.policy_title, '》', case when run.policy_document_number <> '' then concat('（', run.policy_document_number, '）') else '' end) as policy,
    run.version,
    replace(left(cast(run.finished_at as varchar), 16), 'T', ' ') as finished_at,
    concat(replace(left(cast(run.finished_at as varchar), 19), ' ', 'T'), '+08:00') as made_at,
    run.submitted_schools,
    run.total_schools,
    totals.findings,
    excused.rows as excused,
    case
        when not_run.checks = 0 then '全部检查均已运行'
        when not_run.failed_checks = 0 then concat('有 ', not_run.checks, ' 项检查未能对全部学校运行，见“未运行”')
        else concat('有 ', not_run.checks, ' 项检查未能对全部学校运行（其中 ', not_run.failed_checks, ' 项出错），见“未运行”')
    end as not_run
from run
cross join dates
cross join not_run
cross join totals
cross join excused
