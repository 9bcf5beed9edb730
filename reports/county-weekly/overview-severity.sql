-- Findings by severity with all four levels, and the sum of them, beside the last run's.
with levels as (
    select severity, rank, deadline
    from (
        values
            ('red', 1, '当日处置'),
            ('orange', 2, '5 个工作日内'),
            ('yellow', 3, '本月内'),
            ('blue', 4, '提示，核实即可')
    ) as level (severity, rank, deadline)
),
has_earlier as (
    select count(*) > 0 as known
    from earlier_figures
),
earlier as (
    select severity, sum(value) as findings
    from earlier_figures
    where figure = 'findings' and key = 'counted'
    group by severity
),
counted as (
    select
        levels.rank,
        levels.severity,
        levels.deadline,
        count(findings.number) as findings,
        count(case when findings.status = 'new' then 1 end) as new_findings,
        count(case when findings.certainty = '待核' then 1 end) as unsure_findings,
        count(distinct findings.school_code) as schools,
        count(distinct case when findings.entity = 'student' then findings.entity_key end) as pupils
    from levels
    left join counted_findings as findings on findings.severity = levels.severity
    group by levels.rank, levels.severity, levels.deadline
),
total as (
    select
        5 as rank,
        '合计' as severity,
        cast(null as varchar) as deadline,
        count(*) as findings,
        count(case when status = 'new' then 1 end) as new_findings,
        count(case when certainty = '待核' then 1 end) as unsure_findings,
        count(distinct school_code) as schools,
        count(distinct case when entity = 'student' then entity_key end) as pupils
    from counted_findings
),
all_levels as (
    select counted.*, coalesce(earlier.findings, 0) as earlier_findings
    from counted
    left join earlier on earlier.severity = counted.severity
    union all
    select total.*, (select coalesce(sum(findings), 0) from earlier)
    from total
)
select
    severity,
    deadline,
    findings,
    case when has_earlier.known then earlier_findings end as earlier_findings,
    case when has_earlier.known then findings - earlier_findings end as change,
    new_findings,
    findings - new_findings as persisting_findings,
    unsure_findings,
    schools,
    pupils,
    severity = '合计' as is_total
from all_levels
cross join has_earlier
order by rank
