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
regulations as (
    select
        string_agg(
            concat(heading, case when regulations.count > 1 then concat('：', schools, ' 所') else '' end), '；' order by schools desc, policy_id
        ) as headings,
        max(regulations.count) as count
    from policies_in_use
    cross join (select count(*) as count from policies_in_use) as regulations
),
roster as (
    select
        count(case when since_date is not null then 1 end) as compared,
        count(case when since_date is null then 1 end) as not_compared
    from roster_comparisons
),
earlier as (
    select max(as_of) as as_of
    from earlier_figures
),
totals as (
    select count(*) as findings
    from counted_findings
),
excused as (
    select count(*) as rows
    from excused_findings
),
settled as (
    select
        count(case when status = 'closed' then 1 end) as closed,
        count(case when status = 'ended' then 1 end) as ended
    from settled_items
),
ledger as (
    select
        count(*) as items,
        count(case when is_open then 1 end) as open_items
    from ledger_items
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
    case
        when regulations.count > 1 then concat('《', run.policy_title, '》等 ', regulations.count, ' 份，各校按所在地的规定，见“规则说明”')
        else concat('《', run.policy_title, '》', case when run.policy_document_number <> '' then concat('（', run.policy_document_number, '）') else '' end)
    end as policy,
    coalesce(regulations.headings, concat('《', run.policy_title, '》')) as regulations,
    concat(
        '对照了 ', roster.compared, ' 所学校',
        case when roster.not_compared > 0 then concat('；', roster.not_compared, ' 所没有对照，原因见备注') else '' end
    ) as roster,
    coalesce(cast(earlier.as_of as varchar), '无（首次运行）') as earlier,
    run.version,
    replace(left(cast(run.finished_at as varchar), 16), 'T', ' ') as finished_at,
    concat(replace(left(cast(run.finished_at as varchar), 19), ' ', 'T'), '+08:00') as made_at,
    run.submitted_schools,
    run.total_schools,
    totals.findings,
    excused.rows as excused,
    settled.closed,
    settled.ended,
    ledger.items as ledger_items,
    ledger.open_items,
    case
        when run.total_schools = 0 then '没有收到任何学校的数据，什么也没有检查'
        when not_run.checks = 0 then '全部检查均已运行'
        when not_run.failed_checks = 0 then concat('有 ', not_run.checks, ' 项检查未能对全部学校运行，未运行不等于没有问题，见“未运行”')
        else concat('有 ', not_run.checks, ' 项检查未能对全部学校运行（其中 ', not_run.failed_checks, ' 项出错），未运行不等于没有问题，见“未运行”')
    end as not_run
from run
cross join dates
cross join not_run
cross join totals
cross join excused
cross join settled
cross join ledger
cross join regulations
cross join roster
cross join earlier
