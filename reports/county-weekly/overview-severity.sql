-- What is owed by severity with all four levels, and the sum of them, beside the last run's.
with levels as (
    select level.severity, level.rank, deadlines.words as deadline
    from (values ('red', 1), ('orange', 2), ('yellow', 3), ('blue', 4)) as level (severity, rank)
    left join deadlines on deadlines.severity = level.severity
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
        count(findings.check_id) as findings,
        count(case when findings.status = 'new' then 1 end) as new_findings,
        count(case when findings.status = 'persisting' then 1 end) as persisting_findings,
        count(case when findings.status = 'reopened' then 1 end) as reopened_findings,
        count(case when findings.status = 'not-submitted' then 1 end) as unsent_findings,
        count(case when findings.certainty = '待核' then 1 end) as unsure_findings,
        count(case when findings.overdue_days > 0 then 1 end) as overdue_findings,
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
        count(case when status = 'persisting' then 1 end) as persisting_findings,
        count(case when status = 'reopened' then 1 end) as reopened_findings,
        count(case when status = 'not-submitted' then 1 end) as unsent_findings,
        count(case when certainty = '待核' then 1 end) as unsure_findings,
        count(case when overdue_days > 0 then 1 end) as overdue_findings,
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
    persisting_findings,
    reopened_findings,
    unsent_findings,
    unsure_findings,
    overdue_findings,
    schools,
    pupils,
    severity = '合计' as is_total
from all_levels
cross join has_earlier
order by rank
