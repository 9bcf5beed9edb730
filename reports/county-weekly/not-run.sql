-- Checks that did not run, by reason, with the schools: all of them, or by name up to 60.
with total as (
    select count(*) as schools
    from school_overview
),
gaps as (
    select distinct
        check_statuses.category,
        check_statuses.check_title,
        check_statuses.check_order,
        check_statuses.status,
        check_statuses.reason,
        check_statuses.school_code,
        check_statuses.school_name
    from check_statuses
    where check_statuses.status in ('未运行', '出错')
    union all
    select null, '全部检查', 0, '未运行', '没有收到任何学校的数据，什么也没有检查', null, null
    from run
    where total_schools = 0
),
ranked as (
    select
        *,
        row_number() over (partition by check_title, status, reason order by school_code) as place
    from gaps
),
listed as (
    select
        min(category) as category,
        check_title,
        min(check_order) as check_order,
        status,
        reason,
        count(school_code) as schools,
        string_agg(case when place <= 60 then coalesce(school_name, school_code) end, '、' order by place) as names
    from ranked
    group by check_title, status, reason
)
select
    listed.category,
    listed.check_title,
    listed.status,
    listed.reason,
    listed.schools,
    case
        when listed.schools >= total.schools then '全部学校'
        when listed.schools > 60 then concat(listed.names, ' 等')
        else listed.names
    end as school_names
from listed
cross join total
order by listed.status = '出错' desc, listed.check_order, listed.check_title, listed.schools desc, listed.reason
