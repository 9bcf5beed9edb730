-- What nobody looked at in a school's data this time, and why, a row a reason: made from `check_statuses` and `stale_data`. What ran over data of
-- an earlier period says nothing of this one.
with

unchecked as (
    select s.school_code, s.check_order, s.check_title,
           case
               when s.status in ('未运行', '出错') then coalesce(s.reason, s.status)
               when d.why = 'held' then '报送的数据疑似不完整，已经扣住'
               else '贵校本期没有报送这项检查所需的数据'
           end as reason
    from check_statuses s
    left join stale_data d on d.check_id = s.check_id and d.school_code = s.school_code
    where s.status in ('未运行', '出错') or (s.status in ('有问题', '无问题') and d.check_id is not null)
)

select school_code, reason, string_agg(check_title, '、' order by check_order) as checks, cast(count(*) as integer) as checks_not_run
from unchecked
group by school_code, reason
order by school_code, min(check_order)
