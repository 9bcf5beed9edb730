-- Findings by severity with all four levels, and the sum of them.
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
    select * from counted
    union all
    select * from total
)
select
    severity,
    deadline,
    findings,
    new_findings,
    findings - new_findings as persisting_findings,
    unsure_findings,
    schools,
    pupils,
    severity = '合计' as is_total
from all_levels
order by rank
