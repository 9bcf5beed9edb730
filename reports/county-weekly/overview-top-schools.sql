-- The ten schools with the most findings: red ones first where the numbers are equal.
with has_earlier as (
    select count(*) > 0 as known
    from earlier_figures
),
earlier as (
    select school_code, sum(value) as findings
    from earlier_figures
    where figure = 'findings' and key = 'counted'
    group by school_code
),
counted as (
    select
        school_code,
        count(*) as findings,
        count(case when severity = 'red' then 1 end) as red_findings,
        count(case when severity = 'orange' then 1 end) as orange_findings,
        count(case when status = 'new' then 1 end) as new_findings,
        count(case when overdue_days > 0 then 1 end) as overdue_findings
    from counted_findings
    group by school_code
)
select
    coalesce(school_overview.school_name, counted.school_code) as school_name,
    '学校汇总' as sheet,
    counted.school_code,
    counted.findings,
    case when has_earlier.known then counted.findings - coalesce(earlier.findings, 0) end as change,
    counted.red_findings,
    counted.orange_findings,
    counted.new_findings,
    counted.overdue_findings,
    school_overview.pupils,
    school_overview.submission
from counted
left join school_overview on school_overview.school_code = counted.school_code
left join earlier on earlier.school_code = counted.school_code
cross join has_earlier
order by counted.findings desc, counted.red_findings desc, counted.school_code
limit 10
