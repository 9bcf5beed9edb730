-- What was not checked: one line a check and reason, the widest gaps first; a long list ends with how many more there are.
with gaps as (
    select
        check_title,
        status,
        reason,
        min(check_order) as check_order,
        count(distinct school_code) as schools
    from check_statuses
    where status in ('未运行', '出错')
    group by check_title, status, reason
    union all
    select '全部检查', '未运行', '没有收到任何学校的数据，什么也没有检查', 0, 0
    from run
    where total_schools = 0
),
ranked as (
    select
        *,
        row_number() over (order by status = '出错' desc, schools desc, check_order, check_title, reason) as place,
        count(*) over () as gaps
    from gaps
)
select
    check_title,
    status,
    schools,
    reason,
    place
from ranked
where place <= 5
union all
select
    concat('另有 ', max(gaps) - 5, ' 条') as check_title,
    cast(null as varchar) as status,
    cast(null as bigint) as schools,
    '全部见“未运行”' as reason,
    6 as place
from ranked
having max(gaps) > 5
order by place
