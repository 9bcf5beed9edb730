-- Each category and, under it, the checks that found something. A category that found nothing says whether its checks ran.
with known_checks as (
    select category, check_id, check_order, status, school_code
    from check_statuses
    union all
    -- A finding that no check status belongs to must not fall out of the sums.
    select category, check_id, null as check_order, null as status, null as school_code
    from findings
),
checks as (
    select
        category,
        check_id,
        min(check_order) as check_order,
        count(distinct case when status in ('未运行', '出错') then school_code end) as schools_not_run
    from known_checks
    group by category, check_id
),
categories as (
    select
        category,
        min(check_order) as category_order,
        count(*) as checks,
        count(case when schools_not_run > 0 then 1 end) as checks_not_run
    from checks
    group by category
),
by_category as (
    select
        categories.category,
        categories.category_order,
        count(findings.number) as findings,
        count(case when findings.severity = 'red' then 1 end) as red_findings,
        count(case when findings.status = 'new' then 1 end) as new_findings,
        count(distinct findings.school_code) as schools,
        count(distinct case when findings.entity = 'student' then findings.entity_key end) as pupils,
        concat(
            '共 ', categories.checks, ' 项检查',
            case when categories.checks_not_run > 0 then concat('，', categories.checks_not_run, ' 项未全部运行') else '' end
        ) as remark
    from categories
    left join counted_findings as findings on findings.category = categories.category
    group by categories.category, categories.category_order, categories.checks, categories.checks_not_run
),
by_check as (
    select
        findings.category,
        findings.check_id,
        min(findings.check_title) as check_title,
        count(*) as findings,
        count(case when findings.severity = 'red' then 1 end) as red_findings,
        count(case when findings.status = 'new' then 1 end) as new_findings,
        count(distinct findings.school_code) as schools,
        count(distinct case when findings.entity = 'student' then findings.entity_key end) as pupils
    from findings
    group by findings.category, findings.check_id
),
lines as (
    select
        category_order,
        0 as check_order,
        category as title,
        case when findings > 0 then category end as sheet,
        findings, red_findings, new_findings, schools, pupils, remark,
        true as is_category
    from by_category
    union all
    select
        categories.category_order,
        coalesce(checks.check_order, 0) as check_order,
        concat('　', by_check.check_title) as title,
        cast(null as varchar) as sheet,
        by_check.findings, by_check.red_findings, by_check.new_findings, by_check.schools, by_check.pupils,
        case when checks.schools_not_run > 0 then concat(checks.schools_not_run, ' 所学校未运行') end as remark,
        false as is_category
    from by_check
    join categories on categories.category = by_check.category
    left join checks on checks.category = by_check.category and checks.check_id = by_check.check_id
)
select
    title,
    sheet,
    findings,
    red_findings,
    new_findings,
    findings - new_findings as persisting_findings,
    schools,
    pupils,
    remark,
    is_category
from lines
order by category_order nulls last, is_category desc, check_order, title
