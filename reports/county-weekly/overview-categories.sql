-- Each category by severity, beside the last run's, and whether its checks ran: one that found nothing says so too.
with known_checks as (
    select category, check_id, check_order, status
    from check_statuses
    union all
    -- A finding that no check status belongs to must not fall out of the sums.
    select category, check_id, null as check_order, null as status
    from findings
),
categories as (
    select
        category,
        min(check_order) as category_order,
        count(distinct check_id) as checks,
        count(distinct case when status in ('未运行', '出错') then check_id end) as checks_not_run
    from known_checks
    group by category
),
-- A category that nobody looked into last time has nothing to be compared with.
earlier as (
    select
        category,
        sum(case when figure = 'findings' and key = 'counted' then value else 0 end) as findings
    from earlier_figures
    where category is not null
    group by category
),
listed as (
    select category, count(*) as findings
    from findings
    group by category
),
settled as (
    select category, count(*) as closed
    from settled_items
    where status = 'closed' and coalesce(is_counted, true)
    group by category
),
by_category as (
    select
        categories.category,
        categories.category_order,
        count(case when findings.severity = 'red' then 1 end) as red,
        count(case when findings.severity = 'orange' then 1 end) as orange,
        count(case when findings.severity = 'yellow' then 1 end) as yellow,
        count(case when findings.severity = 'blue' then 1 end) as blue,
        count(findings.check_id) as findings,
        count(case when findings.overdue_days > 0 then 1 end) as overdue,
        count(distinct findings.school_code) as schools,
        count(distinct case when findings.entity = 'student' then findings.entity_key end) as pupils,
        concat(
            '共 ', categories.checks, ' 项',
            case when categories.checks_not_run > 0 then concat('，', categories.checks_not_run, ' 项未全部运行') else '' end
        ) as remark
    from categories
    left join counted_findings as findings on findings.category = categories.category
    group by categories.category, categories.category_order, categories.checks, categories.checks_not_run
)
select
    by_category.category,
    case when listed.findings > 0 then by_category.category end as sheet,
    red,
    orange,
    yellow,
    blue,
    by_category.findings,
    earlier.findings as earlier_findings,
    by_category.findings - earlier.findings as change,
    overdue,
    coalesce(settled.closed, 0) as closed,
    schools,
    pupils,
    remark
from by_category
left join listed on listed.category = by_category.category
left join settled on settled.category = by_category.category
left join earlier on earlier.category = by_category.category
order by category_order nulls last, by_category.category
