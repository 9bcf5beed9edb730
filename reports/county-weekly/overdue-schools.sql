-- Schools with findings that are past their time limit, those with the most first.
with has_earlier as (
    select count(*) > 0 as known
    from earlier_figures
    where figure = 'overdue'
),
earlier as (
    select school_code, sum(value) as findings
    from earlier_figures
    where figure = 'overdue'
    group by school_code
),
overdue as (
    select
        school_code,
        min(school_name) as school_name,
        count(*) as findings,
        count(case when severity = 'red' then 1 end) as red_findings,
        count(case when severity = 'orange' then 1 end) as orange_findings,
        count(case when severity not in ('red', 'orange') then 1 end) as other_findings,
        count(case when reply is not null then 1 end) as answered_findings,
        min(due_on) as earliest_due,
        max(overdue_days) as longest_overdue
    from counted_findings
    where overdue_days > 0
    group by school_code
)
select
    overdue.school_code,
    coalesce(school_overview.school_name, overdue.school_name) as school_name,
    school_overview.township,
    overdue.findings,
    case when has_earlier.known then coalesce(earlier.findings, 0) end as earlier_findings,
    case when has_earlier.known then overdue.findings - coalesce(earlier.findings, 0) end as change,
    overdue.red_findings,
    overdue.orange_findings,
    overdue.other_findings,
    overdue.answered_findings,
    overdue.findings - overdue.answered_findings as unanswered_findings,
    overdue.earliest_due,
    overdue.longest_overdue,
    school_overview.submission,
    '逾期名单' as sheet
from overdue
left join school_overview on school_overview.school_code = overdue.school_code
left join earlier on earlier.school_code = overdue.school_code
cross join has_earlier
order by overdue.findings desc, overdue.longest_overdue desc, overdue.school_code
