-- Every check: what is owed of what it found, beside the last run's, what was closed, whom it excused, and where it ran.
with known_checks as (
    select category, check_id, check_title, check_order, status, school_code
    from check_statuses
    union all
    -- A finding that no check status belongs to must not fall out of the sums.
    select category, check_id, check_title, null as check_order, null as status, null as school_code
    from findings
),
checks as (
    select
        check_id,
        min(check_title) as check_title,
        min(category) as category,
        min(check_order) as check_order,
        count(distinct case when status in ('有问题', '无问题') then school_code end) as schools_run,
        count(distinct case when status in ('未运行', '出错') then school_code end) as schools_not_run,
        count(distinct case when status = '不适用' then school_code end) as schools_exempt
    from known_checks
    group by check_id
),
found as (
    select
        check_id,
        count(*) as findings,
        count(case when severity = 'red' then 1 end) as red_findings,
        count(case when status = 'new' then 1 end) as new_findings,
        count(case when status = 'persisting' then 1 end) as persisting_findings,
        count(case when status = 'reopened' then 1 end) as reopened_findings,
        count(case when status = 'not-submitted' then 1 end) as unsent_findings,
        count(case when overdue_days > 0 then 1 end) as overdue_findings,
        count(distinct school_code) as schools,
        count(distinct case when entity = 'student' then entity_key end) as pupils
    from owed_findings
    group by check_id
),
listed as (
    select check_id, count(*) as findings
    from findings
    group by check_id
),
settled as (
    select
        check_id,
        count(case when status = 'closed' then 1 end) as closed,
        count(case when status = 'ended' then 1 end) as ended
    from settled_items
    group by check_id
),
excused as (
    select check_id, count(*) as rows
    from excused_findings
    group by check_id
),
-- A check that ran nowhere last time has nothing to be compared with.
earlier as (
    select check_id, sum(case when figure = 'findings' then value else 0 end) as findings
    from earlier_figures
    where check_id is not null
    group by check_id
)
select
    checks.category,
    checks.check_title,
    case when listed.findings > 0 then checks.category end as sheet,
    checks.check_id,
    coalesce(found.findings, 0) as findings,
    earlier.findings as earlier_findings,
    coalesce(found.findings, 0) - earlier.findings as change,
    coalesce(found.red_findings, 0) as red_findings,
    coalesce(found.new_findings, 0) as new_findings,
    coalesce(found.persisting_findings, 0) as persisting_findings,
    coalesce(found.reopened_findings, 0) as reopened_findings,
    coalesce(found.unsent_findings, 0) as unsent_findings,
    coalesce(settled.closed, 0) as closed_findings,
    coalesce(settled.ended, 0) as ended_findings,
    coalesce(found.overdue_findings, 0) as overdue_findings,
    coalesce(found.schools, 0) as schools,
    coalesce(found.pupils, 0) as pupils,
    coalesce(excused.rows, 0) as excused,
    checks.schools_run,
    checks.schools_not_run,
    checks.schools_exempt
from checks
left join found on found.check_id = checks.check_id
left join listed on listed.check_id = checks.check_id
left join settled on settled.check_id = checks.check_id
left join excused on excused.check_id = checks.check_id
left join earlier on earlier.check_id = checks.check_id
order by checks.check_order nulls last, checks.check_title, checks.check_id
