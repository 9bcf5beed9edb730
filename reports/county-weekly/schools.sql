-- Every school, also those with nothing. A school that sent nothing and has nothing open shows no number, because nobody looked.
with counted as (
    select
        school_code,
        count(*) as findings,
        count(case when category = '重复' then 1 end) as duplicates,
        count(case when category = '班额' then 1 end) as class_sizes,
        count(case when category = '辍学' then 1 end) as dropouts,
        count(case when category = '信息质量' then 1 end) as data_quality,
        count(case when category not in ('重复', '班额', '辍学', '信息质量') then 1 end) as others,
        count(case when severity = 'red' then 1 end) as red_findings,
        count(case when status = 'new' then 1 end) as new_findings,
        count(case when status = 'reopened' then 1 end) as reopened_findings,
        count(case when overdue_days > 0 then 1 end) as overdue_findings,
        max(case when overdue_days > 0 then overdue_days end) as longest_overdue
    from counted_findings
    group by school_code
),
settled as (
    select school_code, count(*) as closed
    from settled_items
    where status = 'closed' and coalesce(is_counted, true)
    group by school_code
),
explained as (
    select school_code, count(*) as findings
    from findings
    where is_counted and not is_owed
    group by school_code
),
not_run as (
    select
        school_code,
        count(distinct check_id) as checks
    from check_statuses
    where status in ('未运行', '出错')
    group by school_code
),
has_earlier as (
    select count(*) > 0 as known
    from earlier_figures
),
earlier as (
    select school_code, sum(value) as findings
    from earlier_figures
    where figure = 'findings' and key = 'counted'
    group by school_code
),
seen as (
    select
        school_overview.*,
        counted.findings is not null or school_overview.submission in ('已报送', '与上次相同') as is_judged
    from school_overview
    left join counted on counted.school_code = school_overview.school_code
)
select
    seen.school_code,
    seen.school_name,
    seen.township,
    seen.classes,
    seen.pupils,
    seen.attending,
    seen.submission,
    seen.data_date,
    case when seen.is_judged then coalesce(counted.duplicates, 0) end as duplicates,
    case when seen.is_judged then coalesce(counted.class_sizes, 0) end as class_sizes,
    case when seen.is_judged then coalesce(counted.dropouts, 0) end as dropouts,
    case when seen.is_judged then coalesce(counted.data_quality, 0) end as data_quality,
    coalesce(counted.others, 0) as others,
    case when seen.is_judged then coalesce(counted.findings, 0) end as findings,
    case when seen.is_judged and has_earlier.known then coalesce(counted.findings, 0) - coalesce(earlier.findings, 0) end as change,
    case when seen.is_judged then coalesce(counted.red_findings, 0) end as red_findings,
    case when seen.is_judged then coalesce(counted.new_findings, 0) end as new_findings,
    case when seen.is_judged then coalesce(counted.reopened_findings, 0) end as reopened_findings,
    case when seen.is_judged then coalesce(settled.closed, 0) end as closed_findings,
    case when seen.is_judged then coalesce(counted.overdue_findings, 0) end as overdue_findings,
    counted.longest_overdue,
    coalesce(explained.findings, 0) as explained_findings,
    coalesce(not_run.checks, 0) as checks_not_run,
    seen.submission_note,
    case when counted.overdue_findings > 0 then '逾期名单' end as overdue_sheet,
    case when counted.duplicates > 0 then '重复' end as duplicates_sheet,
    case when counted.class_sizes > 0 then '班额' end as class_sizes_sheet,
    case when counted.dropouts > 0 then '辍学' end as dropouts_sheet,
    case when counted.data_quality > 0 then '信息质量' end as data_quality_sheet
from seen
left join counted on counted.school_code = seen.school_code
left join settled on settled.school_code = seen.school_code
left join explained on explained.school_code = seen.school_code
left join not_run on not_run.school_code = seen.school_code
left join earlier on earlier.school_code = seen.school_code
cross join has_earlier
order by seen.school_code
